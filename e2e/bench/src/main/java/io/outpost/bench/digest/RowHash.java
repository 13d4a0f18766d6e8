package io.outpost.bench.digest;

import io.outpost.core.model.HourModels;

/**
 * Hash of one result row, built field by field. Counts, minima and maxima count exactly; sums and
 * means to 20 bits of their fraction, about 1e-6, so that the last bits of a division do not
 * matter.
 */
public final class RowHash {
    /** Kinds of rows; those of panes are the ordinals of their tier. */
    public static final int MINUTE = 0;

    public static final int QUARTER_HOUR = 1;
    public static final int HOUR = 2;
    public static final int DAY = 3;
    public static final int TRANSITION = 4;
    public static final int MODEL = 5;

    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
    private static final int DROPPED_BITS = 32;
    private static final double NOTHING = 0x1p-20;

    private RowHash() {}

    /** Begins a row of a kind: of a place, labelled with an instant. */
    public static long begin(long placeKey, int kind, long atMillis) {
        return add(add(placeKey, kind), atMillis);
    }

    public static long add(long hash, long value) {
        long mixed = (hash ^ value) * FACTOR;
        return mixed ^ (mixed >>> 29);
    }

    public static long addExact(long hash, double value) {
        return add(hash, Double.doubleToRawLongBits(value));
    }

    /** What the models say of an hour. */
    public static long addModels(long begun, HourModels hour) {
        long hash = begun;
        for (double value : hour.values()) {
            hash = addRounded(hash, value);
        }
        HourModels.Certainty certainty = hour.certainty();
        int flags =
                (hour.isPrecipitationMissing() ? 1 : 0)
                        | (certainty.mud() ? 2 : 0)
                        | (certainty.highWater() ? 4 : 0)
                        | (certainty.snowpack() ? 8 : 0);
        return add(add(hash, hour.temperatureDaysBack()), flags);
    }

    /** NaN (no value) differs from all values; what is left of terms that cancel out is 0. */
    public static long addRounded(long hash, double value) {
        double rounded = Math.abs(value) < NOTHING ? 0.0 : value;
        long bits = Double.doubleToLongBits(rounded);
        return add(hash, (bits + (1L << (DROPPED_BITS - 1))) >>> DROPPED_BITS);
    }
}
