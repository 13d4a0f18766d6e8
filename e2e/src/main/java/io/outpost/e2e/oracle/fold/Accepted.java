package io.outpost.e2e.oracle.fold;

import io.outpost.e2e.oracle.log.LoggedObservation;

/**
 * An accepted observation with what its place made of it.
 *
 * @param channels by ordinal of {@link Channel}; NaN where there is no value
 * @param rainMillimetres NaN when it was not sent
 * @param counterMillimetres NaN when it was not sent
 * @param coveredSeconds the time that it stands for; 0 when not known
 * @param inMinuteTier false: hours and days only
 */
public record Accepted(
        LoggedObservation logged,
        KnownSensor sensor,
        double[] channels,
        double rainMillimetres,
        double counterMillimetres,
        int coveredSeconds,
        boolean inMinuteTier) {
    long at() {
        return logged.observedAtMillis();
    }

    /** True when its rain comes from the sensor's counter. */
    boolean countsRain() {
        return inMinuteTier && Double.isNaN(rainMillimetres) && !Double.isNaN(counterMillimetres);
    }
}
