package io.outpost.core.model;

/**
 * What the models say of an hour that they have stepped, as it is kept.
 *
 * @param values by {@link ModelQuantity}; never changed
 * @param temperatureDaysBack how old the temperature is that stands in for that of the hour, days;
 *     0: its own
 * @param isPrecipitationMissing true: no precipitation is known, and 0 stands in for it
 * @param certainty of what is judged by the models
 */
public record HourModels(
        double[] values,
        int temperatureDaysBack,
        boolean isPrecipitationMissing,
        Certainty certainty) {

    /** Whether enough is known of the hours before to be sure. */
    public record Certainty(boolean mud, boolean highWater, boolean snowpack) {}

    public double value(ModelQuantity quantity) {
        return values[quantity.ordinal()];
    }
}
