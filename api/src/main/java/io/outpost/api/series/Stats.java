package io.outpost.api.series;

import java.math.BigDecimal;

/**
 * Count, extremes and sum of a quantity's values; extremes and sum are null where there is no
 * value, and extremes of a total and of what is part of a direction.
 */
record Stats(long count, Double min, Double max, Double sum) {

    static final Stats NONE = new Stats(0, null, null, null);

    Stats plus(Stats other) {
        if (other.count == 0) {
            return this;
        }
        if (count == 0) {
            return other;
        }
        return new Stats(
                count + other.count,
                least(min, other.min),
                greatest(max, other.max),
                sum(sum, other.sum));
    }

    /** Total sum by total count: never a mean of means. */
    Double mean() {
        return count == 0 || sum == null ? null : (Double) (sum / count);
    }

    private static Double least(Double a, Double b) {
        return a == null || b == null ? null : (Double) Math.min(a, b);
    }

    private static Double greatest(Double a, Double b) {
        return a == null || b == null ? null : (Double) Math.max(a, b);
    }

    private static Double sum(Double a, Double b) {
        return a == null || b == null ? null : (Double) exact(a, b);
    }

    /** Adds as decimals, so that 0.1 and 0.2 are 0.3 in any order. */
    private static double exact(double a, double b) {
        return BigDecimal.valueOf(a).add(BigDecimal.valueOf(b)).doubleValue();
    }
}
