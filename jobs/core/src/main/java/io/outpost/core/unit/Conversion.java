package io.outpost.core.unit;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Turns a number of one unit into another. The arithmetic is decimal, so the result is the double
 * next to the exact value: 39.02 degF is 3.9 degC.
 */
public final class Conversion {
    private static final MathContext PRECISION = MathContext.DECIMAL128;

    private final boolean same;
    private final BigDecimal offset;
    private final BigDecimal numerator;
    private final BigDecimal denominator;
    private final BigDecimal targetOffset;

    /** Both units must be of one dimension. */
    public Conversion(Unit from, Unit to) {
        this(from, to, from.offset(), to.offset(), 1);
        requireOneDimension(from, to);
    }

    /** Of how far two values are apart: 1 degC is 1.8 degF. */
    public static Conversion ofDifference(Unit from, Unit to) {
        requireOneDimension(from, to);
        return new Conversion(from, to, BigDecimal.ZERO, BigDecimal.ZERO, 1);
    }

    /** From a rate to what it amounts to in an interval, s. */
    public static Conversion ofRate(Unit rate, Unit to, int intervalSeconds) {
        return new Conversion(rate, to, rate.offset(), to.offset(), intervalSeconds);
    }

    private Conversion(Unit from, Unit to, BigDecimal offset, BigDecimal targetOffset, int factor) {
        this.same = from == to;
        this.offset = offset;
        this.numerator =
                from.numerator().multiply(to.denominator()).multiply(new BigDecimal(factor));
        this.denominator = from.denominator().multiply(to.numerator());
        this.targetOffset = targetOffset;
    }

    public double apply(BigDecimal value) {
        return exactly(value).doubleValue();
    }

    /** The value in the other unit, to 34 digits. */
    public BigDecimal exactly(BigDecimal value) {
        if (same) {
            return value;
        }
        return value.add(offset)
                .multiply(numerator)
                .divide(denominator, PRECISION)
                .subtract(targetOffset);
    }

    /**
     * The fewest decimals after the conversion that keep apart what so many decimals kept apart
     * before it: 2 of a millimetre are 4 of an inch. 0 at least.
     */
    public int decimals(int before) {
        BigDecimal step = numerator.divide(denominator, PRECISION).scaleByPowerOfTen(-before);
        // The greatest power of ten that is no more than the step.
        return Math.max(0, step.scale() - step.precision() + 1);
    }

    private static void requireOneDimension(Unit from, Unit to) {
        if (from.dimension() != to.dimension()) {
            throw new IllegalArgumentException(from + " does not convert to " + to);
        }
    }
}
