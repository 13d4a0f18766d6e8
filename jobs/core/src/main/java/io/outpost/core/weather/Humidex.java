package io.outpost.core.weather;

/** Humidex of Environment Canada: heat as it feels, by the dew point. */
public final class Humidex {
    private static final double LOWEST_VALID_CELSIUS = 20;
    private static final double KELVIN_AT_ZERO = 273.15;

    private Humidex() {}

    /**
     * The humidex of one reading.
     *
     * @param airTemperatureCelsius degC, 20..60
     * @param dewPointCelsius degC, -100..40, as reported
     * @return as degC; in dry air below the air temperature, as Environment Canada prints it; NaN
     *     when an input is NaN or outside its range: none is published below 20 degC
     */
    public static double celsius(double airTemperatureCelsius, double dewPointCelsius) {
        if (!(airTemperatureCelsius >= LOWEST_VALID_CELSIUS)
                || !Quantity.AIR_TEMPERATURE_CELSIUS.isPlausible(airTemperatureCelsius)
                || !Quantity.DEW_POINT_CELSIUS.isPlausible(dewPointCelsius)) {
            return Double.NaN;
        }
        double vapourPressureHectopascals =
                6.11
                        * StrictMath.exp(
                                5417.7530 * (1 / 273.16 - 1 / (dewPointCelsius + KELVIN_AT_ZERO)));
        return airTemperatureCelsius + 0.5555 * (vapourPressureHectopascals - 10);
    }
}
