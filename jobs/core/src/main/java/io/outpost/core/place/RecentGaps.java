package io.outpost.core.place;

import java.util.function.LongFunction;

/**
 * The reporting interval that a sensor has shown: the greatest gap that recurs among its recent
 * ones, in fixed bins, so that the special reports of a storm do not shrink it and a change of the
 * sensor's is followed within hours. docs/topology.md, Reporting interval.
 */
final class RecentGaps {
    /** Bins, s: the intervals at which sensors are made to report. */
    private static final int[] BINS = {
        1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600, 7200, 10800, 21600,
        43200, 86400
    };

    private static final int SECONDS_PER_HOUR = 3600;
    private static final int LONGEST_GAP_SECONDS = 86400;
    private static final int RECENT_HOURS = 12;

    /** Looked at no further: what is known of these hours does not depend on the clock. */
    static final int MOST_HOURS = 6 * 24;

    private static final int FEWEST_GAPS = 8;
    private static final int RECURRING = 2;
    private static final int SHARE_OF_TIME = 3;

    private final int[] counts = new int[BINS.length];
    private final long[] seconds = new long[BINS.length];
    private int gaps;
    private long totalSeconds;

    private RecentGaps() {}

    /**
     * The interval shown by the end of an hour.
     *
     * @param lastHour the last hour (since 1970) to look at
     * @param firstHour the first one that is kept
     * @param seenHours what was observed in an hour; null: nothing
     * @return s; 0: not known
     */
    static int intervalSeconds(long lastHour, long firstHour, LongFunction<SeenHour> seenHours) {
        RecentGaps recent = new RecentGaps();
        long later = Long.MIN_VALUE;
        for (long hour = lastHour; hour >= firstHour; hour--) {
            SeenHour seen = seenHours.apply(hour);
            for (int i = seen == null ? -1 : seen.size() - 1; i >= 0; i--) {
                long second = hour * SECONDS_PER_HOUR + seen.second(i);
                if (later != Long.MIN_VALUE && recent.isComplete(later, lastHour)) {
                    return recent.interval();
                }
                recent.add(later == Long.MIN_VALUE ? 0 : later - second);
                later = second;
            }
        }
        return recent.interval();
    }

    /** True when no gap that ends at this second is among the recent ones. */
    private boolean isComplete(long endSecond, long lastHour) {
        return gaps >= FEWEST_GAPS
                && Math.floorDiv(endSecond, SECONDS_PER_HOUR) <= lastHour - RECENT_HOURS;
    }

    private void add(long gap) {
        if (gap <= 0 || gap > LONGEST_GAP_SECONDS) {
            return;
        }
        int bin = 0;
        while (bin + 1 < BINS.length && gap * gap > (long) BINS[bin] * BINS[bin + 1]) {
            bin++;
        }
        counts[bin]++;
        seconds[bin] += gap;
        gaps++;
        totalSeconds += gap;
    }

    private int interval() {
        int recurring = 0;
        for (int bin = BINS.length - 1; bin >= 0; bin--) {
            if (counts[bin] >= RECURRING && seconds[bin] * SHARE_OF_TIME >= totalSeconds) {
                return BINS[bin];
            }
            recurring = recurring == 0 && counts[bin] >= RECURRING ? BINS[bin] : recurring;
        }
        return recurring;
    }
}
