package io.outpost.core.weather;

/**
 * Apparent temperature as the Australian Bureau of Meteorology uses it: in the shade, with wind.
 */
public final class ApparentTemperature {
    private ApparentTemperature() {}

    /**
     * The apparent temperature of one reading.
     *
     * @param airTemperatureCelsius degC, -90..60
     * @param relativeHumidityPercent %, 0..100
     * @param windSpeedMetresPerSecond m/s at 10 m, 0..113
     * @return degC; NaN when an input is NaN or outside its range
     */
    public static double celsius(
            double airTemperatureCelsius,
            double relativeHumidityPercent,
            double windSpeedMetresPerSecond) {
        if (!Quantity.AIR_TEMPERATURE_CELSIUS.isPlausible(airTemperatureCelsius)
                || !Quantity.RELATIVE_HUMIDITY_PERCENT.isPlausible(relativeHumidityPercent)
                || !Quantity.WIND_SPEED_METRES_PER_SECOND.isPlausible(windSpeedMetresPerSecond)) {
            return Double.NaN;
        }
        double vapourPressureHectopascals =
                relativeHumidityPercent
                        / 100
                        * 6.105
                        * StrictMath.exp(
                                17.27 * airTemperatureCelsius / (237.7 + airTemperatureCelsius));
        return airTemperatureCelsius
                + 0.33 * vapourPressureHectopascals
                - 0.70 * windSpeedMetresPerSecond
                - 4.00;
    }
}
