package io.outpost.core.model;

import io.outpost.core.weather.WetBulb;

/** Snow or rain: by the wet bulb where the humidity is known, else by the air temperature. */
final class PrecipitationPhase {
    private static final double WET_BULB_ABOVE_CELSIUS = -10;

    private final SnowParameters.Phase limits;

    PrecipitationPhase(SnowParameters.Phase limits) {
        this.limits = limits;
    }

    /**
     * The share of the precipitation that falls as snow, 0..1.
     *
     * @param relativeHumidityPercent NaN: not known
     */
    double snowShare(double airTemperatureCelsius, double relativeHumidityPercent) {
        return Double.isNaN(relativeHumidityPercent)
                        || airTemperatureCelsius <= WET_BULB_ABOVE_CELSIUS
                ? between(airTemperatureCelsius, limits.snowAirCelsius(), limits.rainAirCelsius())
                : between(
                        WetBulb.celsius(airTemperatureCelsius, relativeHumidityPercent),
                        limits.snowWetBulbCelsius(),
                        limits.rainWetBulbCelsius());
    }

    private static double between(double celsius, double allSnow, double allRain) {
        if (celsius <= allSnow) {
            return 1;
        }
        return celsius >= allRain ? 0 : (allRain - celsius) / (allRain - allSnow);
    }
}
