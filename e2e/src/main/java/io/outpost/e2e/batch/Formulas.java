package io.outpost.e2e.batch;

/** The formulas once more, written down from their sources apart from those of the product. */
final class Formulas {
    private Formulas() {}

    /** National Weather Service, Rothfusz 1990 with the guards of the operational calculator. */
    static double heatIndexCelsius(double temperatureCelsius, double humidityPercent) {
        if (temperatureCelsius > 50 || humidityPercent < 0 || humidityPercent > 100) {
            return Double.NaN;
        }
        double t = temperatureCelsius * 9 / 5 + 32;
        double simple = 0.5 * (t + 61.0 + (t - 68.0) * 1.2 + humidityPercent * 0.094);
        double index = t <= 40 ? t : simple > 79 ? regression(t, humidityPercent) : simple;
        return (index - 32) * 5 / 9;
    }

    private static double regression(double t, double rh) {
        double t2 = t * t;
        double rh2 = rh * rh;
        double index =
                -42.379
                        + (2.04901523 * t + 10.14333127 * rh)
                        - (0.22475541 * t * rh + 0.00683783 * t2 + 0.05481717 * rh2)
                        + (0.00122874 * t2 * rh + 0.00085282 * t * rh2)
                        - 0.00000199 * t2 * rh2;
        if (rh < 13 && t >= 80 && t <= 112) {
            return index - (13 - rh) / 4 * Math.sqrt((17 - Math.abs(t - 95)) / 17);
        }
        if (rh > 85 && t >= 80 && t <= 87) {
            return index + (rh - 85) / 10 * (87 - t) / 5;
        }
        return index;
    }

    /**
     * What is felt of the cold: the wind chill of Environment Canada (2001); above 10 degC or
     * without wind the air temperature.
     */
    static double feltCelsius(double temperatureCelsius, double windMetresPerSecond) {
        if (temperatureCelsius > 10 || Double.isNaN(windMetresPerSecond)) {
            return temperatureCelsius;
        }
        double kmh = windMetresPerSecond * 3.6;
        if (kmh < 5) {
            return temperatureCelsius + (-1.59 + 0.1345 * temperatureCelsius) * kmh / 5;
        }
        double power = Math.pow(kmh, 0.16);
        return 13.12 + 0.6215 * temperatureCelsius + (0.3965 * temperatureCelsius - 11.37) * power;
    }

    /** Alduchov and Eskridge 1996. */
    static double humidityPercent(double temperatureCelsius, double dewPointCelsius) {
        double exponent =
                17.625 * dewPointCelsius / (dewPointCelsius + 243.04)
                        - 17.625 * temperatureCelsius / (temperatureCelsius + 243.04);
        return Math.min(100, 100 * Math.exp(exponent));
    }
}
