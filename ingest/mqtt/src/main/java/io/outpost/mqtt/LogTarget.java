package io.outpost.mqtt;

import io.outpost.ingest.LogWriter;
import io.outpost.ingest.ObservationRecords;

/** Where observations go. */
public record LogTarget(LogWriter log, ObservationRecords records) {}
