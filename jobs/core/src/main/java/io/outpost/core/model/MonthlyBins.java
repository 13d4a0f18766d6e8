package io.outpost.core.model;

import java.util.Arrays;

/**
 * Per month of the year how many hours fell into which bin. What is learned is final, so the order
 * does not matter.
 */
public final class MonthlyBins {
    /** Months of a year. */
    public static final int MONTHS = 12;

    private static final int LEAST_HOURS_OF_MONTH = 20 * 24;
    private static final int LEAST_HOURS_OF_ALL = 90 * 24;
    private static final int PERCENT = 100;

    /** By month, 0..11; null where nothing was learned. */
    private final int[][] counts = new int[MONTHS][];

    private final int bins;

    MonthlyBins(int bins) {
        this.bins = bins;
    }

    /**
     * Learns an hour.
     *
     * @param month 0..11
     * @param bin outside of 0..{@link #size} - 1 the first or the last is taken
     */
    void learn(int month, double bin) {
        if (counts[month] == null) {
            counts[month] = new int[bins];
        }
        counts[month][(int) StrictMath.max(0, StrictMath.min(bins - 1, bin))]++;
    }

    /** How many bins a month has. */
    public int size() {
        return bins;
    }

    /** The counts of a month by bin, not to be changed; null where nothing was learned. */
    public int[] counts(int month) {
        return counts[month];
    }

    /** Takes up the counts of a month. */
    public void keep(int month, int[] ofMonth) {
        counts[month] = ofMonth;
    }

    /** By what an hour of a month is judged: the month, or all; null where too little is known. */
    int[] of(int month) {
        int[] own = counts[month];
        if (own != null && total(own) >= LEAST_HOURS_OF_MONTH) {
            return own;
        }
        int[] all = new int[bins];
        for (int[] one : counts) {
            for (int bin = 0; one != null && bin < bins; bin++) {
                all[bin] += one[bin];
            }
        }
        return total(all) >= LEAST_HOURS_OF_ALL ? all : null;
    }

    /** The first bin up to which so many percent of the hours lie; -1: none has to. */
    static int percentile(int[] bins, int percent) {
        long wanted = (long) percent * total(bins);
        long seen = 0;
        int bin = -1;
        while (bin < bins.length - 1 && seen * PERCENT < wanted) {
            bin++;
            seen += bins[bin];
        }
        return bin;
    }

    private static int total(int[] bins) {
        return Arrays.stream(bins).sum();
    }
}
