package io.outpost.cli.verify.fold;

import java.util.TreeMap;

/** What is known of one sensor of a place, from its first observation until it is forgotten. */
final class KnownSensor {
    private static final long HOUR_MILLIS = 3_600_000;

    /** After these an hour has left the minute horizon. */
    private static final int HOURS_UNTIL_FINAL = 3;

    private static final long SECONDS_PER_HOUR = 3600;
    private static final long WEEK_SECONDS = 7 * 24 * SECONDS_PER_HOUR;

    private final TreeMap<Long, Long> payloadBySecond = new TreeMap<>();
    private final TreeMap<Long, Integer> shownByHour = new TreeMap<>();
    private long newestSecond = Long.MIN_VALUE;

    /** The payload that was first at this second; null when none was. */
    Long payloadAt(long millis) {
        return payloadBySecond.get(secondOf(millis));
    }

    void remember(long millis, long payload) {
        payloadBySecond.put(secondOf(millis), payload);
        newestSecond = Math.max(newestSecond, secondOf(millis));
    }

    /**
     * The interval of an observation that declares none, s; 0 when it is unknown. Found once for
     * the hour.
     */
    int shownSeconds(long millis, long clockMillis) {
        long hour = hourOf(millis);
        return hour <= hourOf(clockMillis) - HOURS_UNTIL_FINAL
                ? shownSeconds(hour)
                : shownByHour.computeIfAbsent(hour, this::shownSeconds);
    }

    private int shownSeconds(long hour) {
        return ShownInterval.secondsFor(hour, payloadBySecond.navigableKeySet());
    }

    /** Forgets what is more than 7 days behind the clock; true when nothing is left. */
    boolean forgetBehind(long clockMillis) {
        long horizon = secondOf(clockMillis) - WEEK_SECONDS;
        long hour = Math.floorDiv(horizon, SECONDS_PER_HOUR);
        payloadBySecond.headMap(hour * SECONDS_PER_HOUR).clear();
        shownByHour.headMap(hour).clear();
        return newestSecond < horizon;
    }

    /** Forgets identities and gaps. */
    void shrink() {
        payloadBySecond.clear();
    }

    private static long secondOf(long millis) {
        return Math.floorDiv(millis, 1000);
    }

    static long hourOf(long millis) {
        return Math.floorDiv(millis, HOUR_MILLIS);
    }
}
