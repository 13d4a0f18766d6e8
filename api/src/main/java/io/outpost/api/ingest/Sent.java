package io.outpost.api.ingest;

import io.outpost.ingest.ParsedObservation;

/**
 * One observation as it was sent.
 *
 * @param index of it in its request, from 0; of NDJSON the number of its line
 */
record Sent(int index, ParsedObservation parsed) {}
