package io.outpost.cli.validate.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What is done with series of numbers: NaN is no value. */
public final class Series {
    private Series() {}

    /** The values at the positions that are chosen. */
    public static double[] where(double[] values, IntPredicate chosen) {
        return IntStream.range(0, values.length)
                .filter(chosen)
                .mapToDouble(i -> values[i])
                .toArray();
    }

    /** One after the other. */
    public static double[] together(List<double[]> series) {
        return series.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** The means of so many values each. */
    public static double[] means(double[] values, int each) {
        return IntStream.range(0, values.length / each)
                .mapToDouble(
                        i ->
                                Arrays.stream(values, i * each, (i + 1) * each)
                                        .average()
                                        .orElse(Double.NaN))
                .toArray();
    }

    /**
     * The sums of the values that end with each, so many or those that there are; NaN adds none.
     */
    public static double[] rollingSums(double[] values, int length) {
        double[] until = new double[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            until[i + 1] = until[i] + (Double.isNaN(values[i]) ? 0 : values[i]);
        }
        return IntStream.rangeClosed(1, values.length)
                .mapToDouble(i -> until[i] - until[Math.max(0, i - length)])
                .toArray();
    }

    /** Of those that are values; NaN of none. */
    public static double mean(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
    }

    /** Of those that are values; NaN of none. */
    public static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /**
     * Linear between the two nearest ranks, of those that are values.
     *
     * @param share 0..1
     * @return NaN of none
     */
    public static double quantile(double[] values, double share) {
        double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double position = share * (sorted.length - 1);
        int below = (int) position;
        double above = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (above - sorted[below]) * (position - below);
    }

    /** The first of the greatest values; -1 of none. */
    public static int peak(double[] values) {
        int peak = -1;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i]) && (peak < 0 || values[i] > values[peak])) {
                peak = i;
            }
        }
        return peak;
    }
}
