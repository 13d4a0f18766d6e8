package io.outpost.core.weather;

/** Humidity over water: the Magnus form with the coefficients of Alduchov and Eskridge 1996. */
public final class Humidity {
    private static final double A = 17.625;
    private static final double B_CELSIUS = 243.04;

    private Humidity() {}

    /**
     * Saturation vapour pressure.
     *
     * @param celsius degC, -40..50
     * @return hPa; NaN for NaN
     */
    public static double saturationVapourPressureHectopascals(double celsius) {
        return 6.1094 * StrictMath.exp(A * celsius / (B_CELSIUS + celsius));
    }

    /**
     * Relative humidity from air temperature and dew point, both degC.
     *
     * @return %, at most 100 (a dew point above the air temperature by rounding is saturation); NaN
     *     for NaN
     */
    public static double relativeHumidityPercent(
            double airTemperatureCelsius, double dewPointCelsius) {
        double ratio =
                saturationVapourPressureHectopascals(dewPointCelsius)
                        / saturationVapourPressureHectopascals(airTemperatureCelsius);
        return StrictMath.min(100, 100 * ratio);
    }

    /**
     * Dew point from air temperature (degC) and relative humidity (%, above 0).
     *
     * @return degC; NaN for NaN and for a humidity of 0 or less
     */
    public static double dewPointCelsius(
            double airTemperatureCelsius, double relativeHumidityPercent) {
        if (!(relativeHumidityPercent > 0)) {
            return Double.NaN;
        }
        double g =
                StrictMath.log(relativeHumidityPercent / 100)
                        + A * airTemperatureCelsius / (B_CELSIUS + airTemperatureCelsius);
        return B_CELSIUS * g / (A - g);
    }
}
