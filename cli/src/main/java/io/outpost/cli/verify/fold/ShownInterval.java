package io.outpost.cli.verify.fold;

import java.util.NavigableSet;

/**
 * The reporting interval that a sensor has shown by an hour: the greatest gap that recurs among its
 * recent ones and makes up enough of their time, in bins.
 */
final class ShownInterval {
    private static final int[] BIN_SECONDS = {
        1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600, 7200, 10800, 21600,
        43200, 86400
    };
    private static final int LONGEST_GAP = 86_400;
    private static final long HOUR = 3600;
    private static final long FINAL_AFTER = 2 * HOUR;
    private static final long RECENT = 12 * HOUR;
    private static final int GAPS_NEEDED = 8;
    private static final int RECURS = 2;
    private static final int SHARE = 3;

    /** All of these are still kept, whatever has come before within the minute horizon. */
    private static final long LOOKED_AT = 6 * 24 * HOUR;

    private final int[] counts = new int[BIN_SECONDS.length];
    private final long[] seconds = new long[BIN_SECONDS.length];
    private int gaps;
    private long totalSeconds;

    private ShownInterval() {}

    /**
     * For an hour since 1970, s; 0 when it is unknown.
     *
     * @param accepted seconds since 1970 of the sensor's accepted observations
     */
    static int secondsFor(long hour, NavigableSet<Long> accepted) {
        long end = hour * HOUR - FINAL_AFTER;
        ShownInterval shown = new ShownInterval();
        long later = Long.MAX_VALUE;
        for (long second :
                accepted.subSet(hour * HOUR - LOOKED_AT, true, end, false).descendingSet()) {
            if (later < end - RECENT && shown.gaps >= GAPS_NEEDED) {
                break;
            }
            if (later != Long.MAX_VALUE && later - second <= LONGEST_GAP) {
                shown.count(later - second);
            }
            later = second;
        }
        return shown.interval();
    }

    private void count(long gap) {
        int nearest = 0;
        for (int bin = 1; bin < BIN_SECONDS.length; bin++) {
            // Bins border on each other at their geometric means.
            if (gap * gap > (long) BIN_SECONDS[bin - 1] * BIN_SECONDS[bin]) {
                nearest = bin;
            }
        }
        counts[nearest]++;
        seconds[nearest] += gap;
        gaps++;
        totalSeconds += gap;
    }

    private int interval() {
        int greatest = 0;
        for (int bin = BIN_SECONDS.length - 1; bin >= 0; bin--) {
            if (counts[bin] >= RECURS && seconds[bin] * SHARE >= totalSeconds) {
                return BIN_SECONDS[bin];
            }
            greatest = counts[bin] >= RECURS ? Math.max(greatest, BIN_SECONDS[bin]) : greatest;
        }
        return greatest;
    }
}
