package io.outpost.core.model;

/** What a place has learned of its flow index: bins, 20 to a power of ten, from 1e-4 mm/h on. */
public final class FlowClimate {
    private static final int BINS = 120;
    private static final double BINS_PER_DECADE = 20;
    private static final double LOWEST = 1e-4;
    private static final double LOWEST_THRESHOLD = 0.01;

    private final MonthlyBins bins = new MonthlyBins(BINS);

    /**
     * Learns an hour.
     *
     * @param month 0..11
     */
    public void learn(int month, double flowMillimetresPerHour) {
        bins.learn(
                month,
                StrictMath.floor(
                        BINS_PER_DECADE * StrictMath.log10(flowMillimetresPerHour / LOWEST)));
    }

    /** All that it has learned. */
    public MonthlyBins bins() {
        return bins;
    }

    /** By what an hour of a month is judged. */
    public FlowThresholds thresholds(int month) {
        int[] learned = bins.of(month);
        return learned == null
                ? FlowThresholds.DEFAULT
                : new FlowThresholds(
                        percentile(learned, FlowThresholds.ELEVATED_PERCENT),
                        percentile(learned, FlowThresholds.HIGH_PERCENT),
                        percentile(learned, FlowThresholds.VERY_HIGH_PERCENT),
                        true);
    }

    /** The upper edge of the first bin up to which so many percent of the hours lie. */
    private static double percentile(int[] learned, int percent) {
        int bin = MonthlyBins.percentile(learned, percent);
        double edge = LOWEST * StrictMath.pow(10, (bin + 1) / BINS_PER_DECADE);
        return StrictMath.max(LOWEST_THRESHOLD, edge);
    }
}
