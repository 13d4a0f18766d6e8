package io.outpost.cli.verify.model;

/**
 * How high a place's stream usually stands in each month of the year: its hours in bins of equal
 * ratio from 1e-4 to 100 mm/h, the outermost of which take what lies beyond.
 */
public final class MonthPercentiles {
    private static final double LEAST_FLOW = 1e-4;
    private static final int BINS_PER_DECADE = 20;
    private static final int BINS = 6 * BINS_PER_DECADE;
    private static final double LEAST_LEVEL = 0.01;

    private final LearnedHours hours = new LearnedHours((bin, earliest) -> bin);

    /** The flow of an hour, mm/h; another one for the same hour takes its place. */
    public void put(long hourMillis, double flow) {
        hours.put(hourMillis, bin(flow));
    }

    /**
     * What the flow of an hour is judged by: what was learned of days before the eighth before its
     * UTC day.
     */
    public FlowLevels levels(long hourMillis) {
        int[] bins = hours.percentiles(hourMillis);
        return bins == null
                ? FlowLevels.USUAL
                : new FlowLevels(level(bins[0]), level(bins[1]), level(bins[2]), true);
    }

    /** No hour that is put or judged from now on is of a day before this one. */
    public void forgetBefore(long dayMillis) {
        hours.forgetBefore(dayMillis);
    }

    private static double level(int bin) {
        double edge = LEAST_FLOW * StrictMath.pow(10, (bin + 1) / (double) BINS_PER_DECADE);
        return Math.max(LEAST_LEVEL, edge);
    }

    private static int bin(double flow) {
        double position = BINS_PER_DECADE * StrictMath.log10(flow / LEAST_FLOW);
        return (int) Math.max(0, Math.min(BINS - 1, StrictMath.floor(position)));
    }
}
