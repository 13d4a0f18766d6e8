package io.outpost.cli.verify.model;

/**
 * How high the water usually stands at the gauges of a place in each month of the year: its hours
 * in 400 bins of 0.05 m about the earliest one, the outermost of which take what lies beyond.
 */
public final class GaugePercentiles {
    private static final double BIN_METRES = 0.05;

    /** In bins; so a level at an edge lies above it, whatever its last digit. */
    private static final double AT_EDGE = 1e-6;

    private static final int BINS_BELOW = 200;
    private static final int BINS_ABOVE = 199;

    private final LearnedHours hours = new LearnedHours(GaugePercentiles::limited);

    /** The water level of an hour, m; another one for the same hour takes its place. */
    public void put(long hourMillis, double metres) {
        hours.put(hourMillis, (int) StrictMath.floor(metres / BIN_METRES + AT_EDGE));
    }

    /**
     * What the water level of an hour is judged by: what was learned of days before the eighth
     * before its UTC day. Null where that is too little.
     */
    public WaterLevels levels(long hourMillis) {
        int[] bins = hours.percentiles(hourMillis);
        return bins == null
                ? null
                : new WaterLevels(reachedFrom(bins[0]), reachedFrom(bins[1]), reachedFrom(bins[2]));
    }

    /** No hour that is put or judged from now on is of a day before this one. */
    public void forgetBefore(long dayMillis) {
        hours.forgetBefore(dayMillis);
    }

    private static int limited(int bin, int earliest) {
        return Math.max(earliest - BINS_BELOW, Math.min(earliest + BINS_ABOVE, bin));
    }

    private static double reachedFrom(int bin) {
        return (bin + 2) * BIN_METRES;
    }
}
