package io.outpost.bench.loop;

/** Exact sums in two longs: 2^-20 and 2^-60. */
final class ExactSums {
    static long high(double value) {
        return (long) (value * 0x1p20);
    }

    static long low(double value, long high) {
        return (long) ((value * 0x1p20 - high) * 0x1p40);
    }

    static double toDouble(long high, long low) {
        return (high + low * 0x1p-40) * 0x1p-20;
    }
}
