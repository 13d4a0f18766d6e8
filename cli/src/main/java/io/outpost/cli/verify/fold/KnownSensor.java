package io.outpost.cli.verify.fold;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is known of one sensor of a place, from its first observation until it is forgotten. */
final class KnownSensor {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int HOURS_UNTIL_FINAL = 3;

    /** Of a longer gap nothing before it is learned: the place has forgotten those hours. */
    private static final int HOURS_KEPT = 7 * 24;

    final String id;
    final LearnedInterval learned = new LearnedInterval();
    private final TreeMap<Long, Map<Integer, Long>> payloadByHourAndSecond = new TreeMap<>();

    /** Of its rain counter within the minute horizon, and the last one before it, by time. */
    final TreeMap<Long, Accepted> counterReadings = new TreeMap<>();

    private boolean declares = true;
    private long newestMillis = Long.MIN_VALUE;

    KnownSensor(String id) {
        this.id = id;
    }

    /** The payload that was first at this second; null when none was. */
    Long payloadAt(long millis) {
        Map<Integer, Long> hour = payloadByHourAndSecond.get(hourOf(millis));
        return hour == null ? null : hour.get(secondOfHour(millis));
    }

    void remember(long millis, long payload, boolean declaresInterval) {
        payloadByHourAndSecond
                .computeIfAbsent(hourOf(millis), hour -> new HashMap<>())
                .put(secondOfHour(millis), payload);
        declares &= declaresInterval;
        newestMillis = Math.max(newestMillis, millis);
    }

    /** Learns the hours that become final when the clock goes from one hour on to another. */
    void learnBetween(long clockBefore, long clockAfter) {
        if (declares) {
            return;
        }
        long newest = hourOf(clockAfter) - HOURS_UNTIL_FINAL;
        long earliest = Math.max(hourOf(clockBefore) - HOURS_UNTIL_FINAL + 1, newest - HOURS_KEPT);
        payloadByHourAndSecond
                .subMap(Math.min(earliest, newest + 1), newest + 1)
                .forEach(
                        (hour, seconds) ->
                                learned.learn(
                                        hour,
                                        new TreeSet<>(seconds.keySet()),
                                        hour + HOURS_UNTIL_FINAL));
    }

    /** Forgets what is behind the horizon; true when nothing is left. */
    boolean forgetBefore(long horizonMillis) {
        payloadByHourAndSecond.headMap(hourOf(horizonMillis)).clear();
        return newestMillis < horizonMillis;
    }

    /** Forgets readings of the rain counter that none within the minute horizon comes after. */
    void forgetReadingsBefore(long minuteHorizonMillis) {
        Long last = counterReadings.floorKey(minuteHorizonMillis);
        if (last != null) {
            counterReadings.headMap(last).clear();
        }
    }

    static long hourOf(long millis) {
        return Math.floorDiv(millis, HOUR_MILLIS);
    }

    private static int secondOfHour(long millis) {
        return (int) (Math.floorMod(millis, HOUR_MILLIS) / 1000);
    }
}
