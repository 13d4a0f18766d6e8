package io.outpost.ingest.station;

import io.outpost.schemas.Observation;

/**
 * What a station has reported.
 *
 * @param observation in our units; whether its values are plausible is not yet judged
 * @param extrasLeftOut number of further fields that did not fit among the extras
 */
public record StationReport(Observation observation, int extrasLeftOut) {}
