package io.outpost.cli.verify.hourly;

/**
 * How the rules of the hour compare: what is measured in tenths meets thresholds exactly, and the
 * last digit of a sum does not decide. Not a number is never anything of it.
 */
final class Comparisons {
    private static final double TIE = 1e-9;

    private Comparisons() {}

    /** Also: a number or more, at least a number. */
    static boolean isFrom(double value, double threshold) {
        return value >= threshold - TIE;
    }

    /** Also: more than a number. */
    static boolean isAbove(double value, double threshold) {
        return value > threshold + TIE;
    }

    static boolean isBelow(double value, double threshold) {
        return value < threshold - TIE;
    }
}
