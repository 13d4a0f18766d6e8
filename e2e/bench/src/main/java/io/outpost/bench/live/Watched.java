package io.outpost.bench.live;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The watched places, spread evenly over all. Each has been hot for so long that production's
 * settings raise its alert at a minute known beforehand: after 36 minutes the last hour is covered
 * enough for a condition, and an hour later heat is active.
 *
 * @param every one place in so many
 * @param firstEndMinute end of the first minute that raises alerts, minutes since 1970
 * @param minutes over which the alerts are spread
 */
record Watched(int places, int every, long firstEndMinute, int minutes) {
    /**
     * Minutes from the first observation of a place to the end of the one that raises its alert.
     */
    static final int MINUTES_TO_ALERT = 36 + 60;

    IntStream all() {
        return IntStream.range(0, (places + every - 1) / every).map(number -> number * every);
    }

    /** Those that have reported by a minute since 1970. */
    int[] placesFrom(long minute) {
        return all().filter(place -> historyMinute(place) <= minute).toArray();
    }

    boolean has(int place) {
        return place % every == 0;
    }

    /** End of the minute whose closing raises the alert of a place, minutes since 1970. */
    long alertEndMinute(int place) {
        return firstEndMinute + place / every % minutes;
    }

    /** Minute of the first observation of a place, minutes since 1970. */
    long historyMinute(int place) {
        return alertEndMinute(place) - MINUTES_TO_ALERT;
    }

    /**
     * End of the minute that raises the alert of a place when these schedules are sent: a minute
     * without an observation raises none, so the next one does; minutes since 1970, -1: none does.
     */
    long raisingEndMinute(int place, List<Schedule> schedules) {
        long last = firstEndMinute + 2L * minutes;
        for (long end = alertEndMinute(place); end <= last; end++) {
            long from = (end - 1) * Window.MINUTE_MILLIS;
            long to = end * Window.MINUTE_MILLIS;
            if (schedules.stream().anyMatch(s -> s.countOf(place, from, to) > 0)) {
                return end;
            }
        }
        return -1;
    }
}
