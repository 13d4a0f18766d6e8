package io.outpost.core.place;

/**
 * Sums of doubles that do not depend on the order of their terms: 64.64 fixed point in two longs
 * (high: the integer part, low: the fraction, unsigned), kept in an array at {@code at} and {@code
 * at + 1}. Every double of a magnitude from 2^-11 to 2^62 is held exactly, smaller ones to 2^-64.
 */
final class ExactSum {
    private static final double TWO_TO_32 = 0x1p32;
    private static final double TWO_TO_MINUS_64 = 0x1p-64;

    private ExactSum() {}

    static void add(long[] sums, int at, double value) {
        add(sums, at, high(value), low(value));
    }

    /** Takes back exactly what {@link #add} of the same value added. */
    static void subtract(long[] sums, int at, double value) {
        add(sums, at, -value);
    }

    /** What a value adds to the integer part. */
    static long high(double value) {
        // Math.floor is exact, and one instruction; StrictMath's is the same number by a call.
        double magnitude = Math.abs(value);
        double floor = Math.floor(magnitude);
        return value >= 0 ? (long) floor : -(long) floor - (lowOf(magnitude - floor) == 0 ? 0 : 1);
    }

    /**
     * What a value adds to the fraction: of the magnitude, as less its floor is exact only there.
     */
    static long low(double value) {
        double magnitude = Math.abs(value);
        long low = lowOf(magnitude - Math.floor(magnitude));
        return value >= 0 ? low : -low;
    }

    static void add(long[] sums, int at, long high, long low) {
        long sumLow = sums[at + 1] + low;
        long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
        sums[at] += high + carry;
        sums[at + 1] = sumLow;
    }

    /** Takes back what was added as a sum. */
    static void subtract(long[] sums, int at, long high, long low) {
        add(sums, at, ~high + (low == 0 ? 1 : 0), -low);
    }

    /** The sum, rounded once. */
    static double toDouble(long high, long low) {
        if (high >= 0) {
            return high + unsignedToDouble(low) * TWO_TO_MINUS_64;
        }
        // Negate first: near zero the fraction of a negative sum is all ones and would round badly.
        long positiveLow = -low;
        long positiveHigh = ~high + (low == 0 ? 1 : 0);
        return -(positiveHigh + unsignedToDouble(positiveLow) * TWO_TO_MINUS_64);
    }

    private static long lowOf(double fraction) {
        double upper = fraction * TWO_TO_32;
        long upperBits = (long) upper;
        return (upperBits << 32) | (long) ((upper - upperBits) * TWO_TO_32);
    }

    private static double unsignedToDouble(long value) {
        return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
    }
}
