package io.outpost.cli.validate.recording;

import io.outpost.core.weather.Quantity;
import java.util.Arrays;

/**
 * What a recording says of consecutive hours; NaN is no value, as is what no sensor can have
 * measured.
 *
 * @param firstEpochHour of the first, in the zone by which the sun is computed
 */
public record WeatherHours(
        long firstEpochHour,
        double[] airTemperatureCelsius,
        double[] precipitationMillimetres,
        double[] relativeHumidityPercent) {

    /** Leaves out what is not plausible. */
    public WeatherHours {
        airTemperatureCelsius = plausible(Quantity.AIR_TEMPERATURE_CELSIUS, airTemperatureCelsius);
        precipitationMillimetres =
                plausible(Quantity.PRECIPITATION_MILLIMETRES, precipitationMillimetres);
        relativeHumidityPercent =
                plausible(Quantity.RELATIVE_HUMIDITY_PERCENT, relativeHumidityPercent);
    }

    /** How many hours. */
    public int count() {
        return airTemperatureCelsius.length;
    }

    private static double[] plausible(Quantity quantity, double[] values) {
        return Arrays.stream(values)
                .map(value -> quantity.isPlausible(value) ? value : Double.NaN)
                .toArray();
    }
}
