package io.outpost.api.series;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One observation as a series needs it.
 *
 * @param intervalSeconds as declared by the sender, s; 0 when not declared
 * @param quantities by code of Quantity, SI; NaN where absent, flagged or not needed
 */
record RawObservation(
        String sensorId,
        Instant observedAt,
        Instant receivedAt,
        int intervalSeconds,
        double[] quantities) {

    /** What identifies it within its place, and the order in which observations are read. */
    RawStore.Position position() {
        return new RawStore.Position(observedAt.truncatedTo(ChronoUnit.SECONDS), sensorId);
    }
}
