package io.outpost.cli.validate.recording;

import java.util.Arrays;

/** Rows of some hours (or days), put where they belong among all from the first to the last. */
final class HourGrid {
    private final long[] hours;
    private final long first;

    /** Of rows in any order, one or more. */
    HourGrid(long[] hours) {
        this.hours = hours;
        this.first = Arrays.stream(hours).min().orElseThrow();
    }

    long first() {
        return first;
    }

    int size() {
        return Math.toIntExact(Arrays.stream(hours).max().orElseThrow() - first + 1);
    }

    /** A value for each hour; NaN where there is no row. */
    double[] place(double[] values) {
        double[] placed = new double[size()];
        Arrays.fill(placed, Double.NaN);
        for (int row = 0; row < hours.length; row++) {
            placed[(int) (hours[row] - first)] = values[row];
        }
        return placed;
    }
}
