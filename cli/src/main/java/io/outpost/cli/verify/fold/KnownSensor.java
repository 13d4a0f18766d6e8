package io.outpost.cli.verify.fold;

import java.util.TreeMap;

/** What is known of one sensor of a place, from its first observation until it is forgotten. */
final class KnownSensor {
    private static final long HOUR_MILLIS = 3_600_000;

    /** After these an hour has left the minute horizon. */
    private static final int HOURS_UNTIL_FINAL = 3;

    private static final long SECONDS_PER_HOUR = 3600;

    private final TreeMap<Long, Long> payloadBySecond = new TreeMap<>();
    private final TreeMap<Long, Integer> shownByHour = new TreeMap<>();
    private long newestMillis = Long.MIN_VALUE;

    /** The payload that was first at this second; null when none was. */
    Long payloadAt(long millis) {
        return payloadBySecond.get(Math.floorDiv(millis, 1000));
    }

    void remember(long millis, long payload) {
        payloadBySecond.put(Math.floorDiv(millis, 1000), payload);
        newestMillis = Math.max(newestMillis, millis);
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

    /** Forgets what is behind the horizon; true when nothing is left. */
    boolean forgetBefore(long horizonMillis) {
        long hour = hourOf(horizonMillis);
        payloadBySecond.headMap(hour * SECONDS_PER_HOUR).clear();
        shownByHour.headMap(hour).clear();
        return newestMillis < horizonMillis;
    }

    static long hourOf(long millis) {
        return Math.floorDiv(millis, HOUR_MILLIS);
    }
}
