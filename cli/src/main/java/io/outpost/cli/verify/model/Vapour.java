package io.outpost.cli.verify.model;

/** Water in the air, and in which form it falls. */
final class Vapour {
    private static final double LEAST_HUMIDITY = 5;
    private static final double MOST_HUMIDITY = 99;

    private Vapour() {}

    /** Over water at saturation, hPa (Alduchov and Eskridge 1996). */
    static double saturationHectopascals(double celsius) {
        return 6.1094 * StrictMath.exp(17.625 * celsius / (celsius + 243.04));
    }

    /** Wet bulb, degC (Stull 2011); the air temperature itself above 99 %. */
    static double wetBulbCelsius(double celsius, double humidityPercent) {
        if (humidityPercent > MOST_HUMIDITY) {
            return celsius;
        }
        double humidity = Math.max(LEAST_HUMIDITY, humidityPercent);
        return celsius * StrictMath.atan(0.151977 * StrictMath.sqrt(humidity + 8.313659))
                + StrictMath.atan(celsius + humidity)
                - StrictMath.atan(humidity - 1.676331)
                + 0.00391838 * StrictMath.pow(humidity, 1.5) * StrictMath.atan(0.023101 * humidity)
                - 4.686035;
    }

    /**
     * The share of precipitation that is snow, 0..1: by wet bulb from 0 to 1.5 degC, where humidity
     * is not known (NaN) or does not matter by air temperature from 0 to 2.
     */
    static double snowShare(double celsius, double humidityPercent) {
        return !Double.isNaN(humidityPercent) && celsius > -10
                ? falling(wetBulbCelsius(celsius, humidityPercent), 1.5)
                : falling(celsius, 2);
    }

    private static double falling(double celsius, double allRain) {
        return Math.max(0, Math.min(1, (allRain - celsius) / allRain));
    }
}
