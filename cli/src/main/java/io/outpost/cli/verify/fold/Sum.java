package io.outpost.cli.verify.fold;

/**
 * An exact sum, so that it does not depend on the order of its terms, and a term can be taken out
 * again: a fixed point number of 64 bits before the point and 64 behind it.
 */
final class Sum {
    private static final int FRACTION_BITS = 64;
    private static final int MANTISSA_BITS = 52;
    private static final int LEAST_EXPONENT = -1074;

    /** The whole number, rounded down; with {@link #low} in two's complement. */
    private long high;

    private long low;

    void add(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) ((bits >>> MANTISSA_BITS) & 0x7FF);
        long fraction = bits & ((1L << MANTISSA_BITS) - 1);
        long mantissa = biased == 0 ? fraction : fraction | (1L << MANTISSA_BITS);
        add(mantissa, LEAST_EXPONENT + Math.max(biased, 1) - 1 + FRACTION_BITS, bits < 0);
    }

    void subtract(double value) {
        add(-value);
    }

    void add(Sum other) {
        add(other.high, other.low);
    }

    /** The nearest double. */
    double value() {
        boolean negative = high < 0;
        long h = negative ? ~high + (low == 0 ? 1 : 0) : high;
        long l = negative ? -low : low;
        if (h == 0 && l == 0) {
            return 0;
        }
        int zeros = h == 0 ? 64 + Long.numberOfLeadingZeros(l) : Long.numberOfLeadingZeros(h);
        long top = (h << zeros) | (l >>> (64 - zeros));
        if (zeros == 0) {
            top = h;
        } else if (zeros >= 64) {
            top = l << (zeros - 64);
        }
        long rest = zeros >= 64 ? 0 : l << zeros;
        // 63 bits, of which the last says whether anything follows: so the cast rounds once.
        long rounded = (top >>> 1) | (top & 1) | (rest == 0 ? 0 : 1);
        double magnitude = Math.scalb((double) rounded, 1 - zeros);
        return negative ? -magnitude : magnitude;
    }

    /** Adds a mantissa times two to the power of shift, in units of the last bit. */
    private void add(long mantissa, int shift, boolean negative) {
        long h = 0;
        long l = 0;
        if (shift >= 64) {
            h = mantissa << (shift - 64);
        } else if (shift > 0) {
            h = mantissa >>> (64 - shift);
            l = mantissa << shift;
        } else if (shift > -64) {
            l = (mantissa + (shift == 0 ? 0 : 1L << (-shift - 1))) >>> -shift;
        }
        if (negative) {
            add(~h + (l == 0 ? 1 : 0), -l);
        } else {
            add(h, l);
        }
    }

    private void add(long h, long l) {
        low += l;
        high += h + (Long.compareUnsigned(low, l) < 0 ? 1 : 0);
    }
}
