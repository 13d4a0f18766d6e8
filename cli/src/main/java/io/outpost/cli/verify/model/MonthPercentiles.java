package io.outpost.cli.verify.model;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/**
 * How high a place's stream usually stands in each month of the year: counts of its hours in bins
 * of equal ratio from 1e-4 to 100 mm/h, the outermost of which take what lies beyond. An hour is
 * judged by those of days that nothing can change any more.
 */
public final class MonthPercentiles {
    private static final double LEAST_FLOW = 1e-4;
    private static final int BINS_PER_DECADE = 20;
    private static final int BINS = 6 * BINS_PER_DECADE;
    private static final int MONTHS = 12;
    private static final long DAY_MILLIS = 24 * HourInput.HOUR_MILLIS;
    private static final long NOT_LEARNED_MILLIS = 8 * DAY_MILLIS;
    private static final long HOURS_OF_A_MONTH = 480;
    private static final long HOURS_OF_ALL_MONTHS = 2160;
    private static final double LEAST_LEVEL = 0.01;

    private final TreeMap<Long, Double> recent = new TreeMap<>();
    private final long[][] learned = new long[MONTHS][BINS];
    private long levelsDayMillis = Long.MIN_VALUE;
    private FlowLevels levels;

    /** The flow of an hour, mm/h; another one for the same hour takes its place. */
    public void put(long hourMillis, double flow) {
        recent.put(hourMillis, flow);
        if (hourMillis < levelsDayMillis - NOT_LEARNED_MILLIS) {
            levelsDayMillis = Long.MIN_VALUE;
        }
    }

    /**
     * What the flow of an hour is judged by: what was learned of days before the eighth before its
     * UTC day.
     */
    public FlowLevels levels(long hourMillis) {
        long day = Math.floorDiv(hourMillis, DAY_MILLIS) * DAY_MILLIS;
        if (day != levelsDayMillis) {
            levels = levelsOfDay(day);
            levelsDayMillis = day;
        }
        return levels;
    }

    /** No hour that is put or judged from now on is of a day before this one. */
    public void forgetBefore(long dayMillis) {
        Map<Long, Double> old = recent.headMap(dayMillis - NOT_LEARNED_MILLIS);
        old.forEach((hour, flow) -> learned[month(hour)][bin(flow)]++);
        old.clear();
    }

    private FlowLevels levelsOfDay(long dayMillis) {
        long[] ofMonth = learned[month(dayMillis)].clone();
        long[] ofAll = new long[BINS];
        for (long[] month : learned) {
            for (int bin = 0; bin < BINS; bin++) {
                ofAll[bin] += month[bin];
            }
        }
        recent.headMap(dayMillis - NOT_LEARNED_MILLIS)
                .forEach(
                        (hour, flow) -> {
                            ofAll[bin(flow)]++;
                            ofMonth[bin(flow)] += month(hour) == month(dayMillis) ? 1 : 0;
                        });
        if (hours(ofMonth) >= HOURS_OF_A_MONTH) {
            return levels(ofMonth);
        }
        return hours(ofAll) >= HOURS_OF_ALL_MONTHS ? levels(ofAll) : FlowLevels.USUAL;
    }

    private static FlowLevels levels(long[] counts) {
        return new FlowLevels(
                percentile(counts, 76), percentile(counts, 90), percentile(counts, 99), true);
    }

    /** The upper edge of the first bin up to which so many percent of the hours lie. */
    private static double percentile(long[] counts, int percent) {
        long hours = hours(counts);
        int bin = 0;
        for (long upTo = counts[0]; upTo * 100 < percent * hours; upTo += counts[bin]) {
            bin++;
        }
        double edge = LEAST_FLOW * StrictMath.pow(10, (bin + 1) / (double) BINS_PER_DECADE);
        return Math.max(LEAST_LEVEL, edge);
    }

    private static long hours(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    private static int month(long hourMillis) {
        return Instant.ofEpochMilli(hourMillis).atOffset(ZoneOffset.UTC).getMonthValue() - 1;
    }

    private static int bin(double flow) {
        double position = BINS_PER_DECADE * StrictMath.log10(flow / LEAST_FLOW);
        return (int) Math.max(0, Math.min(BINS - 1, StrictMath.floor(position)));
    }
}
