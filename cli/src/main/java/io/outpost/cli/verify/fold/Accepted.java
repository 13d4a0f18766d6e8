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
        LoggedObservation logged, double[] values, int coveredSeconds, boolean inMinuteTier) {
    long at() {
        return logged.observedAtMillis();
    }

    String sensorId() {
        return logged.sensorId();
    }

    /** NaN when it has none. */
    double amountMillimetres() {
        return values[Measure.PRECIPITATION_MILLIMETRES.ordinal()];
    }

    /** NaN when it has none. */
    double counterMillimetres() {
        return values[Measure.PRECIPITATION_COUNTER_MILLIMETRES.ordinal()];
    }

    boolean hasAmount() {
        return !Double.isNaN(amountMillimetres());
    }

    boolean hasCounter() {
        return !Double.isNaN(counterMillimetres());
    }
}
