package io.outpost.cli.validate.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How well one series follows another, over the positions where both have a value. */
public final class Agreement {
    private static final int LEAST = 10;

    private Agreement() {}

    /**
     * Efficiency of Nash and Sutcliffe: 1 less the squared error per variance of what was measured.
     *
     * @return at most 1; NaN without variance
     */
    public static double nashSutcliffe(double[] measured, double[] modelled) {
        int[] both = both(measured, modelled);
        double mean =
                Arrays.stream(both).mapToDouble(i -> measured[i]).average().orElse(Double.NaN);
        double error = 0;
        double variance = 0;
        for (int i : both) {
            error += (measured[i] - modelled[i]) * (measured[i] - modelled[i]);
            variance += (measured[i] - mean) * (measured[i] - mean);
        }
        return variance == 0 ? Double.NaN : 1 - error / variance;
    }

    /**
     * Rank correlation of Spearman; equal values share the mean of their ranks.
     *
     * @return -1..1; NaN of fewer than 10 pairs, or where one does not vary
     */
    public static double rankCorrelation(double[] one, double[] other) {
        int[] both = both(one, other);
        if (both.length < LEAST) {
            return Double.NaN;
        }
        double[] oneRanks = ranks(Arrays.stream(both).mapToDouble(i -> one[i]).toArray());
        double[] otherRanks = ranks(Arrays.stream(both).mapToDouble(i -> other[i]).toArray());
        return correlation(oneRanks, otherRanks);
    }

    /** From 0; equal values share the mean of theirs. */
    static double[] ranks(double[] values) {
        Integer[] order =
                IntStream.range(0, values.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> values[i]))
                        .toArray(Integer[]::new);
        double[] ranks = new double[values.length];
        int begin = 0;
        for (int end = 1; end <= order.length; end++) {
            if (end == order.length || values[order[end]] != values[order[begin]]) {
                for (int i = begin; i < end; i++) {
                    ranks[order[i]] = (begin + end - 1) / 2.0;
                }
                begin = end;
            }
        }
        return ranks;
    }

    private static double correlation(double[] one, double[] other) {
        double oneMean = Series.mean(one);
        double otherMean = Series.mean(other);
        double together = 0;
        double oneSquares = 0;
        double otherSquares = 0;
        for (int i = 0; i < one.length; i++) {
            double x = one[i] - oneMean;
            double y = other[i] - otherMean;
            together += x * y;
            oneSquares += x * x;
            otherSquares += y * y;
        }
        double scale = Math.sqrt(oneSquares) * Math.sqrt(otherSquares);
        return scale == 0 ? Double.NaN : together / scale;
    }

    private static int[] both(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .filter(i -> !Double.isNaN(one[i]) && !Double.isNaN(other[i]))
                .toArray();
    }
}
