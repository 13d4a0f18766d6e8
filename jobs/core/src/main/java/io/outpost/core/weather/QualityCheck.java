package io.outpost.core.weather;

/**
 * Checks the values of one observation against each other and their ranges. A value that fails
 * becomes NaN and leaves a flag; the others stay.
 */
public final class QualityCheck {
    /** Dew point and air temperature are rounded apart, at most to whole degF, K. */
    private static final double DEW_POINT_ALLOWANCE = 0.6;

    /** Gust and mean wind are rounded apart, m/s. */
    private static final double GUST_ALLOWANCE = 0.5;

    /** No dew point above 35 degC is on record. */
    private static final double HIGHEST_DEW_POINT_CELSIUS = 36;

    private static final double[] SENTINELS = {
        -9999.9, -9999, -999.9, -999, -99.9, 999.9, 9999, 9999.9, 99999
    };

    private static final Flag[] FLAGS = Flag.values();
    private static final int BITS_PER_QUANTITY = 3;
    private static final int MASK = (1 << BITS_PER_QUANTITY) - 1;

    private QualityCheck() {}

    /**
     * Replaces bad values by NaN.
     *
     * @param values one per {@link Quantity} by code; changed in place
     * @param present bit i set when quantity i was sent (a NaN that was sent is flagged, an absent
     *     one is not)
     * @return the flags, to be read with {@link #flagOf}; 0 when all is good
     */
    public static long flagBadValues(double[] values, int present) {
        long flags = 0;
        for (int left = present; left != 0; left &= left - 1) {
            int i = Integer.numberOfTrailingZeros(left);
            if (!Quantity.ofCode(i).isPlausible(values[i])) {
                flags |= mark(i, reasonFor(values[i]));
                values[i] = Double.NaN;
            }
        }
        return flags | flagInconsistent(values);
    }

    /** The flag of one quantity; null when it has none. */
    public static Flag flagOf(long flags, Quantity quantity) {
        int code = (int) (flags >>> (quantity.code() * BITS_PER_QUANTITY)) & MASK;
        return code == 0 ? null : FLAGS[code - 1];
    }

    /** The flags of an observation of which one quantity alone has one. */
    public static long flags(Quantity quantity, Flag flag) {
        return mark(quantity.code(), flag);
    }

    private static long flagInconsistent(double[] values) {
        long flags = 0;
        double air = values[Quantity.AIR_TEMPERATURE_CELSIUS.code()];
        int dewPoint = Quantity.DEW_POINT_CELSIUS.code();
        if (values[dewPoint] > air + DEW_POINT_ALLOWANCE) {
            flags |= inconsistent(values, dewPoint);
        }
        int gust = Quantity.WIND_GUST_METRES_PER_SECOND.code();
        double wind = values[Quantity.WIND_SPEED_METRES_PER_SECOND.code()];
        if (values[gust] < wind - GUST_ALLOWANCE) {
            flags |= inconsistent(values, gust);
        }
        int humidity = Quantity.RELATIVE_HUMIDITY_PERCENT.code();
        if (air > HIGHEST_DEW_POINT_CELSIUS
                && Humidity.dewPointCelsius(air, values[humidity]) > HIGHEST_DEW_POINT_CELSIUS) {
            flags |= inconsistent(values, humidity);
        }
        return flags;
    }

    private static long inconsistent(double[] values, int code) {
        values[code] = Double.NaN;
        return mark(code, Flag.INCONSISTENT);
    }

    private static Flag reasonFor(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Flag.NOT_A_NUMBER;
        }
        for (double sentinel : SENTINELS) {
            if (value == sentinel) {
                return Flag.SENTINEL;
            }
        }
        return Flag.OUT_OF_RANGE;
    }

    private static long mark(int quantity, Flag flag) {
        return (flag.ordinal() + 1L) << (quantity * BITS_PER_QUANTITY);
    }
}
