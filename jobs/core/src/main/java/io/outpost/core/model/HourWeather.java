package io.outpost.core.model;

import io.outpost.core.weather.Quantity;

/**
 * What one UTC hour of a place brings. NaN is no value, which only humidity, wind and pressure may
 * be.
 *
 * @param epochHour hours since 1970-01-01T00:00Z
 * @param airTemperatureCelsius mean of the hour, -90..60
 * @param precipitationMillimetres rain and snow of the hour, 0 or more
 * @param relativeHumidityPercent 0..100
 * @param windSpeedMetresPerSecond 0..113
 * @param pressureHectopascals of the station, not reduced to the sea, 300..1100
 * @param highestCelsius of the hourly temperatures of the 24 hours that end with this one
 * @param lowestCelsius of the same
 * @param dayPrecipitationMillimetres of the same hours
 */
public record HourWeather(
        long epochHour,
        double airTemperatureCelsius,
        double precipitationMillimetres,
        double relativeHumidityPercent,
        double windSpeedMetresPerSecond,
        double pressureHectopascals,
        double highestCelsius,
        double lowestCelsius,
        double dayPrecipitationMillimetres) {

    /** Refuses what no hour can be: the models would carry it on for ever. */
    public HourWeather {
        require(Quantity.AIR_TEMPERATURE_CELSIUS, highestCelsius);
        require(Quantity.AIR_TEMPERATURE_CELSIUS, lowestCelsius);
        requireOrNone(Quantity.RELATIVE_HUMIDITY_PERCENT, relativeHumidityPercent);
        requireOrNone(Quantity.WIND_SPEED_METRES_PER_SECOND, windSpeedMetresPerSecond);
        requireOrNone(Quantity.PRESSURE_HECTOPASCALS, pressureHectopascals);
        if (!(lowestCelsius <= airTemperatureCelsius && airTemperatureCelsius <= highestCelsius)) {
            throw new IllegalArgumentException(
                    "%s degC is not within the extremes of its day, %s..%s"
                            .formatted(airTemperatureCelsius, lowestCelsius, highestCelsius));
        }
        if (!isAmount(precipitationMillimetres) || !isAmount(dayPrecipitationMillimetres)) {
            throw new IllegalArgumentException(
                    "precipitation must be 0 mm or more, not %s mm (%s mm in 24 h)"
                            .formatted(precipitationMillimetres, dayPrecipitationMillimetres));
        }
    }

    private static boolean isAmount(double millimetres) {
        return millimetres >= 0 && millimetres < Double.POSITIVE_INFINITY;
    }

    private static void requireOrNone(Quantity quantity, double value) {
        if (!Double.isNaN(value)) {
            require(quantity, value);
        }
    }

    private static void require(Quantity quantity, double value) {
        if (!quantity.isPlausible(value)) {
            throw new IllegalArgumentException(
                    "%s is not a plausible %s".formatted(value, quantity.columnName()));
        }
    }
}
