package io.outpost.core.model;

/**
 * Compares what the models say with thresholds. What is measured in tenths meets them exactly, and
 * the last digit of a sum must not decide: docs/topology.md, Comparisons. False of NaN.
 */
public final class Nearly {
    private static final double NEAR = 1e-9;

    private Nearly() {}

    public static boolean atLeast(double value, double threshold) {
        return value >= threshold - NEAR;
    }

    public static boolean above(double value, double threshold) {
        return value > threshold + NEAR;
    }

    public static boolean below(double value, double threshold) {
        return value < threshold - NEAR;
    }
}
