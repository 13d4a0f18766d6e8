package io.outpost.core.preference;

/**
 * What a value is compared with: a number in the unit of the value, or a percentile of the place's
 * own history.
 *
 * @param value NaN where it is a percentile
 * @param percentile 0 where it is a number
 */
public record Threshold(double value, int percentile) {
    public Threshold {
        if ((percentile == 0) == Double.isNaN(value)) {
            throw new IllegalArgumentException("a threshold is a number or a percentile");
        }
    }

    public static Threshold of(double value) {
        // + 0.0: -0 and 0 are the same threshold.
        return new Threshold(value + 0.0, 0);
    }

    public static Threshold ofPercentile(int percent) {
        return new Threshold(Double.NaN, percent);
    }

    public boolean isPercentile() {
        return percentile != 0;
    }
}
