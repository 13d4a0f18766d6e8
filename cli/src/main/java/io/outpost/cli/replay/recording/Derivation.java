package io.outpost.cli.replay.recording;

import io.outpost.core.weather.Humidity;
import io.outpost.core.weather.Quantity;

/**
 * Humidity from dew point and the other way round (Alduchov and Eskridge 1996). From implausible
 * values nothing is derived: those are sent as they are, and the job flags them.
 */
final class Derivation {
    /** Air temperature and dew point are rounded apart, K. */
    private static final double ROUNDING_ALLOWANCE = 0.5;

    private Derivation() {}

    /**
     * One row's value.
     *
     * @param airTemperatureCelsius degC; NaN when the row has none
     * @param source dew point (degC) or relative humidity (%); NaN when the row has none
     * @return NaN when nothing can be derived
     */
    static double derive(Quantity quantity, double airTemperatureCelsius, double source) {
        if (!Quantity.AIR_TEMPERATURE_CELSIUS.isPlausible(airTemperatureCelsius)) {
            return Double.NaN;
        }
        return quantity == Quantity.RELATIVE_HUMIDITY_PERCENT
                ? relativeHumidityPercent(airTemperatureCelsius, source)
                : dewPointCelsius(airTemperatureCelsius, source);
    }

    private static double relativeHumidityPercent(double airTemperature, double dewPoint) {
        boolean plausible =
                Quantity.DEW_POINT_CELSIUS.isPlausible(dewPoint)
                        && dewPoint <= airTemperature + ROUNDING_ALLOWANCE;
        return plausible ? Humidity.relativeHumidityPercent(airTemperature, dewPoint) : Double.NaN;
    }

    private static double dewPointCelsius(double airTemperature, double relativeHumidity) {
        return Quantity.RELATIVE_HUMIDITY_PERCENT.isPlausible(relativeHumidity)
                ? Humidity.dewPointCelsius(airTemperature, relativeHumidity)
                : Double.NaN;
    }
}
