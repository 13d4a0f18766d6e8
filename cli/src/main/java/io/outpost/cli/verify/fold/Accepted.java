package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.log.LoggedObservation;
import io.outpost.cli.verify.log.Measure;

/**
 * An accepted observation with what its place made of it.
 *
 * @param values by ordinal of {@link Measure}, with the derived ones; NaN where there is none
 * @param coveredSeconds the time that it stands for; 0 when not known
 * @param inMinuteTier false: hours and days only
 */
public record Accepted(
        LoggedObservation logged,
        KnownSensor sensor,
        double[] values,
        int coveredSeconds,
        boolean inMinuteTier) {
    long at() {
        return logged.observedAtMillis();
    }

    /** NaN when it was not sent. */
    double rainMillimetres() {
        return values[Measure.PRECIPITATION_MILLIMETRES.ordinal()];
    }

    /** NaN when it was not sent. */
    double counterMillimetres() {
        return values[Measure.PRECIPITATION_COUNTER_MILLIMETRES.ordinal()];
    }

    /** True when its rain comes from the sensor's counter. */
    boolean countsRain() {
        return inMinuteTier
                && Double.isNaN(rainMillimetres())
                && !Double.isNaN(counterMillimetres());
    }
}
