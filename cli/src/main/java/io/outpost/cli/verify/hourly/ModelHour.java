package io.outpost.cli.verify.hourly;

import io.outpost.cli.verify.model.FlowLevels;
import io.outpost.cli.verify.model.HourInput;
import io.outpost.cli.verify.model.HourState;

/**
 * An hour since the models of a place began.
 *
 * @param state after it
 * @param lastSteppedMillis start of the latest hour that was stepped, itself or one before
 * @param carried what goes on fading in the next
 * @param step what the hour itself says; null: it was passed over
 */
public record ModelHour(HourState state, long lastSteppedMillis, Carried carried, Step step) {
    /**
     * Of an hour that was stepped.
     *
     * @param amounts of the hour
     * @param day of the 24 h that end with it
     * @param threeDays of the 72 h that end with it
     * @param wetness by the surface that applies to it
     * @param flowLevels what its flow is judged by
     * @param isFrozen whether the ground is, snow or not
     * @param wasFrozen whether it was in one of the 48 hours before
     * @param turnsWarm whether warming begins
     * @param isWarming whether it began in this hour or one of the five before
     */
    record Step(
            Amounts amounts,
            Amounts day,
            Amounts threeDays,
            double wetness,
            FlowLevels flowLevels,
            boolean isFrozen,
            boolean wasFrozen,
            boolean turnsWarm,
            boolean isWarming) {}

    public boolean isStepped() {
        return step != null;
    }

    public long startMillis() {
        return state.startMillis();
    }

    public long endMillis() {
        return startMillis() + HourInput.HOUR_MILLIS;
    }

    /** As the models took it; NaN: none. */
    double celsius() {
        return state.recent().celsius(0);
    }

    boolean isMudCertain() {
        return !state.isGroundUncertain();
    }

    boolean isHighWaterCertain() {
        return !state.isGroundUncertain() && step.flowLevels.areLearned();
    }

    boolean isSnowpackCertain() {
        return !state.isSnowUncertain();
    }
}
