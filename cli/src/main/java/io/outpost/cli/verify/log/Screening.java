package io.outpost.cli.verify.log;

import java.util.Arrays;

/**
 * The values of one observation after the quality check of docs/topology.md: a bad one is NaN and
 * has its flag's name.
 *
 * @param values by ordinal of {@link Measure}; NaN where there is none
 * @param flags by the same; null where the value is good or absent
 */
public record Screening(double[] values, String[] flags) {
    private static final double DEW_POINT_ALLOWANCE_KELVIN = 0.6;
    private static final double GUST_ALLOWANCE = 0.5;
    private static final double HIGHEST_DEW_POINT_CELSIUS = 36;
    private static final double[] SENTINELS = {
        -9999.9, -9999, -999.9, -999, -99.9, 999.9, 9999, 9999.9, 99999
    };

    /** Checks values as they were sent; bit i of {@code present} says that measure i was. */
    static Screening of(double[] sent, int present) {
        double[] values = new double[Measure.COUNT];
        String[] flags = new String[Measure.COUNT];
        Arrays.fill(values, Double.NaN);
        for (Measure measure : Measure.SENT) {
            int i = measure.ordinal();
            boolean isSent = (present >> i & 1) == 1;
            boolean good = isSent && measure.isPlausible(sent[i]);
            values[i] = good ? sent[i] : Double.NaN;
            flags[i] = isSent && !good ? reason(sent[i]) : null;
        }
        Screening screening = new Screening(values, flags);
        screening.compare(
                Measure.DEW_POINT_CELSIUS,
                values[Measure.DEW_POINT_CELSIUS.ordinal()]
                        > values[Measure.AIR_TEMPERATURE_CELSIUS.ordinal()]
                                + DEW_POINT_ALLOWANCE_KELVIN);
        screening.compare(
                Measure.WIND_GUST_METRES_PER_SECOND,
                values[Measure.WIND_GUST_METRES_PER_SECOND.ordinal()]
                        < values[Measure.WIND_SPEED_METRES_PER_SECOND.ordinal()] - GUST_ALLOWANCE);
        screening.compare(
                Measure.RELATIVE_HUMIDITY_PERCENT,
                dewPointCelsius(
                                values[Measure.AIR_TEMPERATURE_CELSIUS.ordinal()],
                                values[Measure.RELATIVE_HUMIDITY_PERCENT.ordinal()])
                        > HIGHEST_DEW_POINT_CELSIUS);
        return screening;
    }

    public double value(Measure measure) {
        return values[measure.ordinal()];
    }

    boolean isEmpty() {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                return false;
            }
        }
        return true;
    }

    private void compare(Measure measure, boolean contradicts) {
        if (contradicts) {
            values[measure.ordinal()] = Double.NaN;
            flags[measure.ordinal()] = "INCONSISTENT";
        }
    }

    /** What a humidity means at an air temperature: Alduchov and Eskridge (1996). */
    private static double dewPointCelsius(double airCelsius, double humidityPercent) {
        double g =
                StrictMath.log(humidityPercent / 100) + 17.625 * airCelsius / (243.04 + airCelsius);
        return 243.04 * g / (17.625 - g);
    }

    private static String reason(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "NOT_A_NUMBER";
        }
        for (double sentinel : SENTINELS) {
            if (value == sentinel) {
                return "SENTINEL";
            }
        }
        return "OUT_OF_RANGE";
    }
}
