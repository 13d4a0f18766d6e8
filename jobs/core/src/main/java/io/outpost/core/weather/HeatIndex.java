package io.outpost.core.weather;

/**
 * Heat index of the US National Weather Service: Rothfusz 1990 (SR 90-23), a regression on Steadman
 * 1979, with the guards of the operational calculator.
 */
public final class HeatIndex {
    private static final double HIGHEST_VALID_CELSIUS = 60;
    private static final double REGRESSION_ABOVE_FAHRENHEIT = 79;

    private HeatIndex() {}

    /**
     * The heat index of one reading.
     *
     * @param airTemperatureCelsius degC, up to 60
     * @param relativeHumidityPercent %, 0..100
     * @return degC; NaN when an input is NaN or outside its range
     */
    public static double celsius(double airTemperatureCelsius, double relativeHumidityPercent) {
        if (!(airTemperatureCelsius <= HIGHEST_VALID_CELSIUS)
                || !Quantity.RELATIVE_HUMIDITY_PERCENT.isPlausible(relativeHumidityPercent)) {
            return Double.NaN;
        }
        return toCelsius(fahrenheit(toFahrenheit(airTemperatureCelsius), relativeHumidityPercent));
    }

    /**
     * The bare polynomial without its guards (rothfusz-unguarded), in degC and %: only for
     * comparison with ports that use it. Wrong below about 27 degC, where it raises false alarms
     * (37 degC at 10 degC and 50 %).
     */
    public static double rothfuszUnguardedCelsius(
            double airTemperatureCelsius, double relativeHumidityPercent) {
        return toCelsius(regression(toFahrenheit(airTemperatureCelsius), relativeHumidityPercent));
    }

    private static double fahrenheit(double t, double rh) {
        if (t <= 40) {
            return t;
        }
        double simple = 0.5 * (t + 61 + 1.2 * (t - 68) + 0.094 * rh);
        return simple > REGRESSION_ABOVE_FAHRENHEIT
                ? regression(t, rh) + adjustment(t, rh)
                : simple;
    }

    private static double regression(double t, double rh) {
        return -42.379
                + 2.04901523 * t
                + 10.14333127 * rh
                - 0.22475541 * t * rh
                - 0.00683783 * t * t
                - 0.05481717 * rh * rh
                + 0.00122874 * t * t * rh
                + 0.00085282 * t * rh * rh
                - 0.00000199 * t * t * rh * rh;
    }

    private static double adjustment(double t, double rh) {
        if (rh < 13 && t >= 80 && t <= 112) {
            return -((13 - rh) / 4) * StrictMath.sqrt((17 - StrictMath.abs(t - 95)) / 17);
        }
        if (rh > 85 && t >= 80 && t <= 87) {
            return (rh - 85) / 10 * ((87 - t) / 5);
        }
        return 0;
    }

    private static double toFahrenheit(double celsius) {
        return celsius * 1.8 + 32;
    }

    private static double toCelsius(double fahrenheit) {
        return (fahrenheit - 32) / 1.8;
    }
}
