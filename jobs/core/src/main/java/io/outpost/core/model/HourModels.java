package io.outpost.core.model;

/**
 * What the models say of an hour that they have stepped, as it is kept.
 *
 * @param values by {@link ModelQuantity}; never changed
 * @param temperatureDaysBack how old the temperature is that stands in for that of the hour, days;
 *     0: its own
 * @param isPrecipitationMissing true: no precipitation is known, and 0 stands in for it
 */
public record HourModels(
        double[] values,
        int temperatureDaysBack,
        boolean isPrecipitationMissing,
        HourReport.Certainty certainty) {
    public double value(ModelQuantity quantity) {
        return values[quantity.ordinal()];
    }
}
