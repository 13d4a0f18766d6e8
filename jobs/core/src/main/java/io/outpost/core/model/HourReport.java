package io.outpost.core.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * What is known of an hour, by the models that have stepped it, or by its water level alone.
 *
 * @param epochHour hours since 1970-01-01T00:00Z
 * @param models what is kept of it; of values NaN where it was not stepped
 * @param isFrozen the ground, by frost index or a cold spell
 * @param isThawing it was frozen within two days, and the air is above 0 degC
 * @param isWarming the snow, rapidly, by the air or by rain
 * @param ifDry how the models run on without rain; null where it was not stepped
 * @param water by what high water is judged
 */
public record HourReport(
        long epochHour,
        HourModels models,
        boolean isFrozen,
        boolean isThawing,
        boolean isWarming,
        IfDry ifDry,
        Water water) {

    /** What the hours after it take, if days stay as they were. */
    public record IfDry(SteppedPlace models, DayCycle usualDay) {}

    /**
     * By what high water is judged.
     *
     * @param levelMetres of the hour; NaN: it is not judged by the water level
     * @param from null: the same
     * @param isByFlow true: by the flow of the models
     */
    public record Water(double levelMetres, LevelThresholds from, boolean isByFlow) {
        /** Not at all. */
        static final Water NONE = new Water(Double.NaN, null, false);

        static final Water BY_FLOW = new Water(Double.NaN, null, true);

        public boolean isByLevel() {
            return from != null;
        }
    }

    /** Of an hour that no model has stepped. */
    static HourReport ofLevel(long epochHour, Water water) {
        double[] values = new double[ModelQuantity.count()];
        Arrays.fill(values, Double.NaN);
        HourModels none =
                new HourModels(values, 0, true, new HourModels.Certainty(false, false, false));
        return new HourReport(epochHour, none, false, false, false, null, water);
    }

    /** False: its water level alone is known. */
    public boolean isStepped() {
        return ifDry != null;
    }

    public double value(ModelQuantity quantity) {
        return models.value(quantity);
    }

    /** In how many hours the ground is drier than a wetness; NaN: not known, or not in 30 days. */
    public double hoursUntilDrierThan(double wetness) {
        return ifDry == null
                ? Double.NaN
                : hours(
                        ReadyBy.drierThan(
                                wetness, state(), ifDry.models, ifDry.usualDay, epochHour + 1));
    }

    /** In how many hours the stream is not elevated; NaN: not known, or not in 30 days. */
    public double hoursUntilNotElevated() {
        double elevated = value(ModelQuantity.ELEVATED_FROM_MILLIMETRES_PER_HOUR);
        if (ifDry == null) {
            return Double.NaN;
        }
        return Nearly.below(value(ModelQuantity.FLOW_MILLIMETRES_PER_HOUR), elevated)
                ? 0
                : hours(
                        ReadyBy.lowerThan(
                                elevated, state(), ifDry.models, ifDry.usualDay, epochHour + 1));
    }

    private ModelState state() {
        return ModelState.read(models.values(), 0);
    }

    private static double hours(Optional<ReadyBy> ready) {
        return ready.map(ReadyBy::hours).map(Integer::doubleValue).orElse(Double.NaN);
    }
}
