package io.outpost.core.model;

/**
 * What a place has learned of the water level that its sensors measure: bins of 5 cm, 10 m on
 * either side of the level that was learned first. About 1 KB; 10 KB at most.
 */
public final class LevelClimate {
    /** Nothing was learned. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int BINS = 400;
    private static final double BIN_METRES = 0.05;

    /** A level in whole centimetres is in the bin that begins with it, whatever its last digit. */
    private static final double OF_BIN_NEAR = 1e-6;

    private final MonthlyBins bins = new MonthlyBins(BINS);

    /** Of the bin 0, in bins from level 0; {@link #NONE} before the first hour. */
    private long firstBin = NONE;

    /**
     * Learns an hour. What is further than 10 m from the first is in the last bin on its side.
     *
     * @param month 0..11
     */
    public void learn(int month, double metres) {
        long bin = (long) StrictMath.floor(metres / BIN_METRES + OF_BIN_NEAR);
        if (firstBin == NONE) {
            firstBin = bin - BINS / 2;
        }
        bins.learn(month, (double) bin - firstBin);
    }

    /** All that it has learned. */
    public MonthlyBins bins() {
        return bins;
    }

    public long firstBin() {
        return firstBin;
    }

    /** Takes up where its bins begin. */
    public void keepFirstBin(long first) {
        firstBin = first;
    }

    /** By what an hour of a month is judged; null where too little is learned. */
    public LevelThresholds thresholds(int month) {
        int[] learned = bins.of(month);
        return learned == null
                ? null
                : new LevelThresholds(
                        percentile(learned, FlowThresholds.ELEVATED_PERCENT),
                        percentile(learned, FlowThresholds.HIGH_PERCENT),
                        percentile(learned, FlowThresholds.VERY_HIGH_PERCENT));
    }

    /** The upper edge of the bin above: a level that is held by a bin's height is not usual. */
    private double percentile(int[] learned, int percent) {
        return (MonthlyBins.percentile(learned, percent) + 2 + firstBin) * BIN_METRES;
    }
}
