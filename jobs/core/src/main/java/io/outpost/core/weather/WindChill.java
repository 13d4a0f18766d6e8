package io.outpost.core.weather;

/**
 * Wind chill of Environment Canada and the US National Weather Service (2001), for wind at 10 m.
 */
public final class WindChill {
    private static final double HIGHEST_VALID_CELSIUS = 10;
    private static final double KILOMETRES_PER_HOUR = 3.6;

    private WindChill() {}

    /**
     * The wind chill of one reading.
     *
     * @param airTemperatureCelsius degC, up to 10
     * @param windSpeedMetresPerSecond m/s, 0 or more
     * @return degC; NaN when an input is NaN or outside its range: wind chill is undefined above 10
     *     degC
     */
    public static double celsius(double airTemperatureCelsius, double windSpeedMetresPerSecond) {
        if (!(airTemperatureCelsius <= HIGHEST_VALID_CELSIUS) || !(windSpeedMetresPerSecond >= 0)) {
            return Double.NaN;
        }
        double v = windSpeedMetresPerSecond * KILOMETRES_PER_HOUR;
        if (v < 5) {
            return airTemperatureCelsius + (-1.59 + 0.1345 * airTemperatureCelsius) / 5 * v;
        }
        double root = StrictMath.pow(v, 0.16);
        return 13.12
                + 0.6215 * airTemperatureCelsius
                - 11.37 * root
                + 0.3965 * airTemperatureCelsius * root;
    }
}
