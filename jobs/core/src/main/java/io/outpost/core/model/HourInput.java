package io.outpost.core.model;

/**
 * What is known of one UTC hour of a place; NaN: not known.
 *
 * @param airTemperatureCelsius mean
 * @param precipitationMillimetres rain and snow
 * @param relativeHumidityPercent mean
 * @param windSpeedMetresPerSecond mean
 * @param pressureHectopascals mean, of the station
 * @param waterLevelMetres mean, of the sensors of the place
 */
public record HourInput(
        double airTemperatureCelsius,
        double precipitationMillimetres,
        double relativeHumidityPercent,
        double windSpeedMetresPerSecond,
        double pressureHectopascals,
        double waterLevelMetres) {
    /** Nothing is known. */
    public static final HourInput NONE =
            new HourInput(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    public boolean hasWaterLevel() {
        return !Double.isNaN(waterLevelMetres);
    }
}
