package io.outpost.cli.replay.mapping;

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
        this(from, to, 1);
        if (from.dimension() != to.dimension()) {
            throw new IllegalArgumentException(from + " does not convert to " + to);
        }
    }

    /** From a rate to what it amounts to in an interval, s. */
    static Conversion ofRate(Unit rate, Unit to, int intervalSeconds) {
        return new Conversion(rate, to, intervalSeconds);
    }

    private Conversion(Unit from, Unit to, int factor) {
        this.same = from == to;
        this.offset = from.offset();
        this.numerator =
                from.numerator().multiply(to.denominator()).multiply(new BigDecimal(factor));
        this.denominator = from.denominator().multiply(to.numerator());
        this.targetOffset = to.offset();
    }

    public double apply(BigDecimal value) {
        if (same) {
            return value.doubleValue();
        }
        return value.add(offset)
                .multiply(numerator)
                .divide(denominator, PRECISION)
                .subtract(targetOffset)
                .doubleValue();
    }
}
