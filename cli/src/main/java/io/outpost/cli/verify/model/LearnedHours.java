package io.outpost.cli.verify.model;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntBinaryOperator;

/**
 * The hours of a place by month of the year and by bin of what was measured in them. An hour is
 * judged by those of days that nothing can change any more.
 */
final class LearnedHours {
    private static final int MONTHS = 12;
    private static final long DAY_MILLIS = 24 * HourInput.HOUR_MILLIS;
    private static final long NOT_LEARNED_MILLIS = 8 * DAY_MILLIS;
    private static final long HOURS_OF_A_MONTH = 480;
    private static final long HOURS_OF_ALL_MONTHS = 2160;
    private static final int[] PERCENTS = {76, 90, 99};

    private final IntBinaryOperator limited;
    private final TreeMap<Long, Integer> recent = new TreeMap<>();
    private final List<TreeMap<Integer, Long>> learned = new ArrayList<>();

    /** Bin of the earliest hour that was learned; null: none was. */
    private Integer first;

    private long horizonMillis = Long.MIN_VALUE;
    private long percentilesDayMillis = Long.MIN_VALUE;
    private int[] percentiles;

    /**
     * Without any.
     *
     * @param limited the bin that an hour counts in, by its own and by that of the earliest hour
     */
    LearnedHours(IntBinaryOperator limited) {
        this.limited = limited;
        for (int month = 0; month < MONTHS; month++) {
            learned.add(new TreeMap<>());
        }
    }

    /** The bin of an hour; another one for the same hour takes its place. */
    void put(long hourMillis, int bin) {
        if (hourMillis < horizonMillis) {
            return;
        }
        recent.put(hourMillis, bin);
        if (hourMillis < percentilesDayMillis - NOT_LEARNED_MILLIS) {
            percentilesDayMillis = Long.MIN_VALUE;
        }
    }

    /**
     * For 76, 90 and 99 percent the first bin up to which so many of the hours lie that were
     * learned of days before the eighth before an hour's UTC day. Null where they are too few.
     */
    int[] percentiles(long hourMillis) {
        long day = Math.floorDiv(hourMillis, DAY_MILLIS) * DAY_MILLIS;
        if (day != percentilesDayMillis) {
            percentiles = percentilesOfDay(day);
            percentilesDayMillis = day;
        }
        return percentiles;
    }

    /** No hour that is put or judged from now on is of a day before this one. */
    void forgetBefore(long dayMillis) {
        horizonMillis = Math.max(horizonMillis, dayMillis);
        NavigableMap<Long, Integer> old = recent.headMap(dayMillis - NOT_LEARNED_MILLIS, false);
        if (!old.isEmpty()) {
            first = first(old);
            old.forEach((hour, bin) -> count(learned.get(month(hour)), bin, first, 1));
            old.clear();
        }
    }

    private int[] percentilesOfDay(long dayMillis) {
        TreeMap<Integer, Long> ofMonth = new TreeMap<>(learned.get(month(dayMillis)));
        TreeMap<Integer, Long> ofAll = new TreeMap<>();
        learned.forEach(month -> month.forEach((bin, hours) -> ofAll.merge(bin, hours, Long::sum)));
        NavigableMap<Long, Integer> further = recent.headMap(dayMillis - NOT_LEARNED_MILLIS, false);
        for (Map.Entry<Long, Integer> hour : further.entrySet()) {
            count(ofAll, hour.getValue(), first(further), 1);
            boolean isOfMonth = month(hour.getKey()) == month(dayMillis);
            count(ofMonth, hour.getValue(), first(further), isOfMonth ? 1 : 0);
        }
        if (hours(ofMonth) >= HOURS_OF_A_MONTH) {
            return percentiles(ofMonth);
        }
        return hours(ofAll) >= HOURS_OF_ALL_MONTHS ? percentiles(ofAll) : null;
    }

    private int first(NavigableMap<Long, Integer> hours) {
        return first == null ? hours.firstEntry().getValue() : first;
    }

    private void count(Map<Integer, Long> counts, int bin, int earliest, long hours) {
        counts.merge(limited.applyAsInt(bin, earliest), hours, Long::sum);
    }

    private static int[] percentiles(NavigableMap<Integer, Long> counts) {
        int[] bins = new int[PERCENTS.length];
        for (int i = 0; i < bins.length; i++) {
            bins[i] = percentile(counts, PERCENTS[i]);
        }
        return bins;
    }

    private static int percentile(NavigableMap<Integer, Long> counts, int percent) {
        long hours = hours(counts);
        long upTo = 0;
        for (Map.Entry<Integer, Long> bin : counts.entrySet()) {
            upTo += bin.getValue();
            if (upTo * 100 >= percent * hours) {
                return bin.getKey();
            }
        }
        throw new IllegalArgumentException("no hours");
    }

    private static long hours(Map<Integer, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static int month(long hourMillis) {
        return Instant.ofEpochMilli(hourMillis).atOffset(ZoneOffset.UTC).getMonthValue() - 1;
    }
}
