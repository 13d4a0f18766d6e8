package io.outpost.bench.live;

/**
 * What is wanted of the constant rates.
 *
 * @param paneMillis at the 99th percentile
 * @param alertMillis at most: the checkpoint interval and 250 ms
 * @param jobPercent of one core, at 30,000/s
 */
record Wanted(double paneMillis, double alertMillis, double jobPercent) {
    private static final double PANE_MILLIS = 500;
    private static final double BEYOND_CHECKPOINT_MILLIS = 250;
    private static final double JOB_PERCENT = 25;

    static Wanted with(long checkpointIntervalMillis) {
        return new Wanted(
                PANE_MILLIS, checkpointIntervalMillis + BEYOND_CHECKPOINT_MILLIS, JOB_PERCENT);
    }
}
