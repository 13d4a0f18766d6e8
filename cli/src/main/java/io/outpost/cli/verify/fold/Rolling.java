package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.log.Measure;

/** Counts and means over a window, of the measures that have rolling means, in their order. */
public final class Rolling {
    private static final Measure[] MEASURES = Measure.ROLLED.toArray(Measure[]::new);

    private final long windowMillis;
    private final int[] counts = new int[MEASURES.length];
    private final Sum[] sums = new Sum[MEASURES.length];
    private final long[] coveredSecondsOf = new long[MEASURES.length];
    private final int[] withoutIntervalOf = new int[MEASURES.length];
    private long coveredSeconds;
    private int withoutInterval;

    Rolling(long windowMillis) {
        this.windowMillis = windowMillis;
        for (int i = 0; i < sums.length; i++) {
            sums[i] = new Sum();
        }
    }

    void add(Pane pane) {
        coveredSeconds += pane.coveredSeconds();
        withoutInterval += pane.withoutInterval();
        for (int i = 0; i < MEASURES.length; i++) {
            int count = pane.count(MEASURES[i]);
            if (count > 0) {
                counts[i] += count;
                coveredSecondsOf[i] += pane.coveredSeconds(MEASURES[i]);
                withoutIntervalOf[i] += pane.withoutInterval(MEASURES[i]);
                sums[i].add(pane.exactSum(MEASURES[i]));
            }
        }
    }

    int windowSeconds() {
        return (int) (windowMillis / 1000);
    }

    public int count(int i) {
        return counts[i];
    }

    /** NaN without values. */
    public double mean(int i) {
        return counts[i] == 0 ? Double.NaN : sums[i].value() / counts[i];
    }

    double mean(Measure measure) {
        return mean(Measure.ROLLED.indexOf(measure));
    }

    /** By the observations that have a value of it; NaN when any interval of these is unknown. */
    double coverage(Measure measure) {
        int i = Measure.ROLLED.indexOf(measure);
        return Pane.coverage(coveredSecondsOf[i], withoutIntervalOf[i], windowMillis);
    }

    /** By all observations; NaN when any interval is unknown. */
    public double coverage() {
        return Pane.coverage(coveredSeconds, withoutInterval, windowMillis);
    }
}
