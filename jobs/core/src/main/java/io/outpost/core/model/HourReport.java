package io.outpost.core.model;

/**
 * What the models say of an hour that they have stepped.
 *
 * @param epochHour hours since 1970-01-01T00:00Z
 * @param values by {@link ModelQuantity}; never changed
 * @param temperatureDaysBack how old the temperature is that stands in for that of the hour, days;
 *     0: its own
 * @param isPrecipitationMissing true: no precipitation is known, and 0 stands in for it
 * @param certainty of what is judged by it
 * @param isFrozen the ground, by frost index or a cold spell
 * @param isThawing it was frozen within two days, and the air is above 0 degC
 * @param isWarming the snow, rapidly, by the air or by rain
 */
public record HourReport(
        long epochHour,
        double[] values,
        int temperatureDaysBack,
        boolean isPrecipitationMissing,
        Certainty certainty,
        boolean isFrozen,
        boolean isThawing,
        boolean isWarming) {

    /** Whether enough is known of the hours before to be sure. */
    public record Certainty(boolean mud, boolean highWater, boolean snowpack) {}

    public double value(ModelQuantity quantity) {
        return values[quantity.ordinal()];
    }
}
