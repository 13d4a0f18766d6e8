package io.outpost.core.weather;

/** Wet-bulb temperature after Stull 2011, at the pressure of sea level. */
public final class WetBulb {
    private static final double LOWEST_VALID_CELSIUS = -20;
    private static final double LEAST_HUMIDITY_PERCENT = 5;
    private static final double SATURATED_ABOVE_PERCENT = 99;

    private WetBulb() {}

    /**
     * The wet-bulb temperature of one reading.
     *
     * @param airTemperatureCelsius degC, -20..60; published to 50
     * @param relativeHumidityPercent %, 0..100; below 5 as at 5, above 99 saturated
     * @return degC; NaN when an input is NaN or outside its range
     */
    public static double celsius(double airTemperatureCelsius, double relativeHumidityPercent) {
        if (!(airTemperatureCelsius >= LOWEST_VALID_CELSIUS)
                || !Quantity.AIR_TEMPERATURE_CELSIUS.isPlausible(airTemperatureCelsius)
                || !Quantity.RELATIVE_HUMIDITY_PERCENT.isPlausible(relativeHumidityPercent)) {
            return Double.NaN;
        }
        return relativeHumidityPercent > SATURATED_ABOVE_PERCENT
                ? airTemperatureCelsius
                : fitted(
                        airTemperatureCelsius,
                        StrictMath.max(LEAST_HUMIDITY_PERCENT, relativeHumidityPercent));
    }

    private static double fitted(double t, double rh) {
        return t * StrictMath.atan(0.151977 * StrictMath.sqrt(rh + 8.313659))
                + StrictMath.atan(t + rh)
                - StrictMath.atan(rh - 1.676331)
                + 0.00391838 * rh * StrictMath.sqrt(rh) * StrictMath.atan(0.023101 * rh)
                - 4.686035;
    }
}
