package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.log.Measure;
import io.outpost.cli.verify.log.Screening;

/** The published formulas, written down from their sources. */
final class Weather {
    private Weather() {}

    /**
     * The values of an observation and those derived from them, by ordinal of {@link Measure}.
     *
     * @param windHeightMetres at which the wind is measured; NaN: not known
     */
    static double[] withDerived(Screening screening, double windHeightMetres) {
        double[] values = screening.values().clone();
        double air = screening.value(Measure.AIR_TEMPERATURE_CELSIUS);
        values[Measure.HEAT_INDEX_CELSIUS.ordinal()] =
                heatIndexCelsius(air, screening.value(Measure.RELATIVE_HUMIDITY_PERCENT));
        values[Measure.WIND_CHILL_CELSIUS.ordinal()] =
                windChillCelsius(
                        air,
                        windAt10Metres(
                                screening.value(Measure.WIND_SPEED_METRES_PER_SECOND),
                                windHeightMetres));
        double chill = values[Measure.WIND_CHILL_CELSIUS.ordinal()];
        values[Measure.FELT_TEMPERATURE_CELSIUS.ordinal()] = Double.isNaN(chill) ? air : chill;
        return values;
    }

    /**
     * Heat index, degC: US National Weather Service, Rothfusz 1990 with the guards of the
     * operational calculator (at or below 40 degF the temperature; the simple form of Steadman up
     * to 79 degF; else the regression with its two adjustments). NaN above 60 degC or when a value
     * is absent.
     */
    static double heatIndexCelsius(double celsius, double humidityPercent) {
        if (Double.isNaN(celsius) || Double.isNaN(humidityPercent) || celsius > 60) {
            return Double.NaN;
        }
        double fahrenheit = celsius * 1.8 + 32;
        double index = fahrenheit;
        if (fahrenheit > 40) {
            index = 0.5 * (fahrenheit + 61 + 1.2 * (fahrenheit - 68) + 0.094 * humidityPercent);
            if (index > 79) {
                index =
                        rothfusz(fahrenheit, humidityPercent)
                                + adjustment(fahrenheit, humidityPercent);
            }
        }
        return (index - 32) / 1.8;
    }

    private static double rothfusz(double t, double r) {
        return -42.379
                + 2.04901523 * t
                + 10.14333127 * r
                - 0.22475541 * t * r
                - 0.00683783 * t * t
                - 0.05481717 * r * r
                + 0.00122874 * t * t * r
                + 0.00085282 * t * r * r
                - 0.00000199 * t * t * r * r;
    }

    private static double adjustment(double t, double r) {
        if (r < 13 && t >= 80 && t <= 112) {
            return -((13 - r) / 4) * StrictMath.sqrt((17 - StrictMath.abs(t - 95)) / 17);
        }
        return r > 85 && t >= 80 && t <= 87 ? (r - 85) / 10 * ((87 - t) / 5) : 0;
    }

    /** The wind at 10 m from that at a height, m; NaN: not known, so it is taken as it is. */
    static double windAt10Metres(double windMetresPerSecond, double heightMetres) {
        return Double.isNaN(heightMetres)
                ? windMetresPerSecond
                : windMetresPerSecond
                        * StrictMath.log(67.8 * 10 - 5.42)
                        / StrictMath.log(67.8 * heightMetres - 5.42);
    }

    /**
     * Wind chill, degC: Environment Canada (2001), below 5 km/h its linear form. NaN above 10 degC
     * or when a value is absent.
     */
    static double windChillCelsius(double celsius, double windMetresPerSecond) {
        if (!(celsius <= 10) || Double.isNaN(windMetresPerSecond)) {
            return Double.NaN;
        }
        double v = 3.6 * windMetresPerSecond;
        if (v < 5) {
            return celsius + (-1.59 + 0.1345 * celsius) / 5 * v;
        }
        double power = StrictMath.pow(v, 0.16);
        return 13.12 + 0.6215 * celsius - 11.37 * power + 0.3965 * celsius * power;
    }
}
