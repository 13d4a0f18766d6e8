package io.outpost.core.model;

/**
 * What a place has learned of its flow index: per month of the year how many hours had which flow,
 * in fixed bins. What is learned is final, so the order does not matter.
 */
public final class FlowClimate {
    /** Months of a year. */
    public static final int MONTHS = 12;

    /** Bins of a month: 20 to a power of ten, from 1e-4 mm/h on. */
    public static final int BINS = 120;

    private static final double BINS_PER_DECADE = 20;
    private static final double LOWEST = 1e-4;
    private static final double LOWEST_THRESHOLD = 0.01;
    private static final int LEAST_HOURS_OF_MONTH = 20 * 24;
    private static final int LEAST_HOURS_OF_ALL = 90 * 24;
    private static final int ELEVATED = 76;
    private static final int HIGH = 90;
    private static final int VERY_HIGH = 99;

    /** By month, 0..11; null where nothing was learned. */
    private final int[][] counts = new int[MONTHS][];

    /**
     * Learns an hour.
     *
     * @param month 0..11
     */
    public void learn(int month, double flowMillimetresPerHour) {
        if (counts[month] == null) {
            counts[month] = new int[BINS];
        }
        counts[month][bin(flowMillimetresPerHour)]++;
    }

    /** The counts of a month by bin, not to be changed; null where nothing was learned. */
    public int[] counts(int month) {
        return counts[month];
    }

    /** Takes up the counts of a month. */
    public void keep(int month, int[] ofMonth) {
        counts[month] = ofMonth;
    }

    /** By what an hour of a month is judged. */
    public FlowThresholds thresholds(int month) {
        int[] own = counts[month];
        if (own != null && total(own) >= LEAST_HOURS_OF_MONTH) {
            return thresholds(own);
        }
        int[] all = new int[BINS];
        for (int[] one : counts) {
            for (int bin = 0; one != null && bin < BINS; bin++) {
                all[bin] += one[bin];
            }
        }
        return total(all) >= LEAST_HOURS_OF_ALL ? thresholds(all) : FlowThresholds.DEFAULT;
    }

    private static FlowThresholds thresholds(int[] bins) {
        return new FlowThresholds(
                percentile(bins, ELEVATED),
                percentile(bins, HIGH),
                percentile(bins, VERY_HIGH),
                true);
    }

    /** The upper edge of the first bin up to which so many percent of the hours lie. */
    private static double percentile(int[] bins, int percent) {
        long wanted = (long) percent * total(bins);
        long seen = 0;
        int bin = -1;
        while (bin < BINS - 1 && seen * 100 < wanted) {
            bin++;
            seen += bins[bin];
        }
        double edge = LOWEST * StrictMath.pow(10, (bin + 1) / BINS_PER_DECADE);
        return StrictMath.max(LOWEST_THRESHOLD, edge);
    }

    private static int bin(double flow) {
        double position = StrictMath.floor(BINS_PER_DECADE * StrictMath.log10(flow / LOWEST));
        return (int) StrictMath.max(0, StrictMath.min(BINS - 1, position));
    }

    private static int total(int[] bins) {
        int total = 0;
        for (int count : bins) {
            total += count;
        }
        return total;
    }
}
