package io.outpost.bench.live;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
        return IntStream.iterate(0, place -> place < places, place -> place + every);
    }

    boolean has(int place) {
        return place % every == 0;
    }

    /** Those that have reported by a minute since 1970. */
    int[] placesFrom(long minute) {
        return all().filter(place -> alertEndMinute(place) - MINUTES_TO_ALERT <= minute).toArray();
    }

    /** When the records are due that close a minute, by place; those that close it. */
    Map<Integer, Long> closings(long minuteEndMillis, Schedule schedule) {
        return all().boxed()
                .filter(place -> schedule.closingMillis(place, minuteEndMillis) > 0)
                .collect(
                        Collectors.toMap(
                                place -> place,
                                place -> schedule.closingMillis(place, minuteEndMillis)));
    }

    /** End of the minute whose closing raises the alert of a place, minutes since 1970. */
    long alertEndMinute(int place) {
        return firstEndMinute + place / every % minutes;
    }

    /**
     * End of the minute that raises the alert of a place when these schedules are sent: a minute
     * without an observation raises none, so the next one does; ms since 1970, -1: none does.
     */
    long raisingEndMillis(int place, List<Schedule> schedules) {
        long last = (firstEndMinute + 2L * minutes) * Window.MINUTE_MILLIS;
        for (long to = alertEndMinute(place) * Window.MINUTE_MILLIS;
                to <= last;
                to += Window.MINUTE_MILLIS) {
            long end = to;
            if (schedules.stream()
                    .anyMatch(s -> s.reports(place, end - Window.MINUTE_MILLIS, end))) {
                return end;
            }
        }
        return -1;
    }
}
