package io.outpost.core.model;

import java.util.Arrays;

/**
 * What is known of an hour, by the models that have stepped it, or by its water level alone.
 *
 * @param epochHour hours since 1970-01-01T00:00Z
 * @param values by {@link ModelQuantity}; never changed; NaN where it was not stepped
 * @param temperatureDaysBack how old the temperature is that stands in for that of the hour, days;
 *     0: its own
 * @param isPrecipitationMissing true: no precipitation is known, and 0 stands in for it
 * @param certainty of what is judged by the models
 * @param isFrozen the ground, by frost index or a cold spell
 * @param isThawing it was frozen within two days, and the air is above 0 degC
 * @param isWarming the snow, rapidly, by the air or by rain
 * @param ifDry how the models run on without rain; null where it was not stepped
 * @param water by what high water is judged
 */
public record HourReport(
        long epochHour,
        double[] values,
        int temperatureDaysBack,
        boolean isPrecipitationMissing,
        Certainty certainty,
        boolean isFrozen,
        boolean isThawing,
        boolean isWarming,
        IfDry ifDry,
        Water water) {

    /** Whether enough is known of the hours before to be sure. */
    public record Certainty(boolean mud, boolean highWater, boolean snowpack) {}

    /** What the hours after it take, if days stay as they were. */
    public record IfDry(ModelParameters parameters, DayCycle usualDay) {}

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
        Certainty certainty = new Certainty(false, false, false);
        return new HourReport(
                epochHour, values, 0, true, certainty, false, false, false, null, water);
    }

    /** False: its water level alone is known. */
    public boolean isStepped() {
        return ifDry != null;
    }

    /** What is kept of it. */
    public HourModels models() {
        return new HourModels(values, temperatureDaysBack, isPrecipitationMissing, certainty);
    }

    public double value(ModelQuantity quantity) {
        return values[quantity.ordinal()];
    }

    /** In how many hours the ground is drier than a wetness; NaN: not known, or not in 30 days. */
    public double hoursUntilDrierThan(double wetness) {
        return ifDry == null
                ? Double.NaN
                : ReadyBy.drierThan(
                                wetness,
                                ModelState.read(values, 0),
                                ifDry.parameters,
                                ifDry.usualDay,
                                epochHour + 1)
                        .map(ready -> (double) ready.hours())
                        .orElse(Double.NaN);
    }

    /** In how many hours the stream is not elevated; NaN: not known, or not in 30 days. */
    public double hoursUntilNotElevated() {
        double elevated = value(ModelQuantity.ELEVATED_FROM_MILLIMETRES_PER_HOUR);
        if (ifDry == null) {
            return Double.NaN;
        }
        if (value(ModelQuantity.FLOW_MILLIMETRES_PER_HOUR) < elevated) {
            return 0;
        }
        return ReadyBy.lowerThan(
                        elevated,
                        ModelState.read(values, 0),
                        ifDry.parameters,
                        ifDry.usualDay,
                        epochHour + 1)
                .map(ready -> (double) ready.hours())
                .orElse(Double.NaN);
    }
}
