package io.outpost.cli.verify.hourly;

import io.outpost.cli.verify.model.DryWeather;
import io.outpost.cli.verify.model.FlowLevels;
import io.outpost.cli.verify.model.HourInput;
import io.outpost.cli.verify.model.HourState;
import io.outpost.cli.verify.model.Site;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * An hour of a place.
 *
 * @param state after it; null: the models have not begun
 * @param lastSteppedMillis start of the latest hour that was stepped, itself or one before
 * @param carried what goes on fading in the next
 * @param step what the hour itself says; null: it was passed over
 * @param gauge what its gauges say
 */
public record ModelHour(
        HourState state, long lastSteppedMillis, Carried carried, Step step, GaugeHour gauge) {
    /**
     * Of an hour that was stepped.
     *
     * @param amounts of the hour
     * @param day of the 24 h that end with it
     * @param threeDays of the 72 h that end with it
     * @param site by the parameters that apply to it
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
            Site site,
            double wetness,
            FlowLevels flowLevels,
            boolean isFrozen,
            boolean wasFrozen,
            boolean turnsWarm,
            boolean isWarming) {}

    /** Before the models begin. */
    static ModelHour withoutModels(GaugeHour gauge) {
        return new ModelHour(null, Long.MIN_VALUE, Carried.NONE, null, gauge);
    }

    public boolean isStepped() {
        return step != null;
    }

    public long startMillis() {
        return gauge.startMillis();
    }

    public long endMillis() {
        return startMillis() + HourInput.HOUR_MILLIS;
    }

    /** As the models took it; NaN: none. */
    double celsius() {
        return state.recent().celsius(0);
    }

    /** Hours of dry days from its end until a place is ready; NaN: not within 720. */
    double dryHoursUntil(Predicate<HourState> isReady) {
        OptionalInt hours = new DryWeather(state, step.site()).hoursUntil(isReady);
        return hours.isPresent() ? hours.getAsInt() : Double.NaN;
    }

    boolean isMudCertain() {
        return !state.isGroundUncertain();
    }

    /** What the flow of a stepped hour is judged by. */
    public FlowLevels flowLevels() {
        return step.flowLevels;
    }

    /** By the flow. */
    boolean isHighWaterCertain() {
        return !state.isGroundUncertain() && step.flowLevels.areLearned();
    }

    boolean isSnowpackCertain() {
        return !state.isSnowUncertain();
    }
}
