package io.outpost.cli.verify.fold;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The reporting interval of a sensor that declares none: the median of the intervals seen, in bins,
 * as a step function of the hour (since 1970) from which it applies. See docs/adr/0006.
 */
final class LearnedInterval {
    private static final int[] BIN_SECONDS = {
        1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600, 7200, 10800, 21600,
        43200, 86400
    };
    private static final int SECONDS_PER_HOUR = 3600;

    private final long[] seen = new long[BIN_SECONDS.length];
    private final TreeMap<Long, Integer> secondsFromHour = new TreeMap<>();
    private long total;
    private long lastSecond = Long.MIN_VALUE;

    /** 0 while none is known. */
    int secondsAt(long hour) {
        Map.Entry<Long, Integer> step = secondsFromHour.floorEntry(hour);
        return step == null ? 0 : step.getValue();
    }

    /** Learns the seconds of a final hour; the median then applies from another hour on. */
    void learn(long hour, SortedSet<Integer> secondsOfHour, long fromHour) {
        for (int secondOfHour : secondsOfHour) {
            long second = hour * SECONDS_PER_HOUR + secondOfHour;
            if (lastSecond != Long.MIN_VALUE && second > lastSecond) {
                count(second - lastSecond);
            }
            lastSecond = second;
        }
        if (total > 0) {
            secondsFromHour.put(fromHour, median());
        }
    }

    private void count(long interval) {
        if (interval > BIN_SECONDS[BIN_SECONDS.length - 1]) {
            return;
        }
        int nearest = 0;
        for (int bin = 1; bin < BIN_SECONDS.length; bin++) {
            // Bins border on each other at their geometric means.
            if (interval * interval > (long) BIN_SECONDS[bin - 1] * BIN_SECONDS[bin]) {
                nearest = bin;
            }
        }
        seen[nearest]++;
        total++;
    }

    private int median() {
        long rank = (total + 1) / 2;
        int bin = 0;
        for (long passed = seen[0]; passed < rank; passed += seen[bin]) {
            bin++;
        }
        return BIN_SECONDS[bin];
    }
}
