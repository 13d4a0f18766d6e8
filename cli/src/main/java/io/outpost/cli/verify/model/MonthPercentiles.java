package io.outpost.cli.verify.model;

import java.time.Instant;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * How high a place's stream usually stands in each month of the year: counts of its hours in bins
 * of equal ratio from 1e-4 to 100 mm/h, the outermost of which take what lies beyond. A UTC day is
 * learned as a whole, once, when nothing can change it any more; so the counts do not depend on the
 * order in which its observations came.
 */
public final class MonthPercentiles {
    private static final double LEAST_INDEX = 1e-4;
    private static final int BINS_PER_DECADE = 20;
    private static final int BINS = 6 * BINS_PER_DECADE;
    private static final long DAY_MILLIS = 24 * HourInput.HOUR_MILLIS;
    private static final long HORIZON_MILLIS = 7 * DAY_MILLIS;

    private final TreeMap<Long, Double> waiting = new TreeMap<>();
    private final Map<Month, long[]> learned = new EnumMap<>(Month.class);
    private long learnedUntilMillis = Long.MIN_VALUE;
    private int days;

    /** The index of an hour, mm/h; another one for the same hour takes its place. */
    public void put(long hourMillis, double index) {
        if (hourMillis < learnedUntilMillis) {
            throw new IllegalArgumentException(
                    "the hour of " + hourMillis + " has been learned already");
        }
        waiting.put(hourMillis, index);
    }

    /** Learns the days that end 7 days or more before the clock of the place. */
    public void learn(long clockMillis) {
        long until = Math.floorDiv(clockMillis - HORIZON_MILLIS, DAY_MILLIS) * DAY_MILLIS;
        learnedUntilMillis = Math.max(learnedUntilMillis, until);
        long lastDay = Long.MIN_VALUE;
        Iterator<Map.Entry<Long, Double>> left =
                waiting.headMap(learnedUntilMillis).entrySet().iterator();
        while (left.hasNext()) {
            Map.Entry<Long, Double> hour = left.next();
            long day = Math.floorDiv(hour.getKey(), DAY_MILLIS);
            days += day == lastDay ? 0 : 1;
            lastDay = day;
            counts(hour.getKey())[bin(position(hour.getValue()))]++;
            left.remove();
        }
    }

    /** How many days with any hour it has learned, of all months. */
    public int days() {
        return days;
    }

    /** How many hours it has learned of the month of an hour. */
    public long hours(long hourMillis) {
        long sum = 0;
        for (long count : counts(hourMillis)) {
            sum += count;
        }
        return sum;
    }

    /**
     * The share of the learned hours of that month that lie below an index, 0..100; within a bin
     * they are taken as spread evenly over its ratio. NaN where nothing is learned of the month.
     */
    public double percentile(long hourMillis, double index) {
        long[] counts = counts(hourMillis);
        double position = position(index);
        int bin = bin(position);
        double below = counts[bin] * Math.max(0, Math.min(1, position - bin));
        for (int lower = 0; lower < bin; lower++) {
            below += counts[lower];
        }
        return 100 * below / hours(hourMillis);
    }

    private long[] counts(long hourMillis) {
        Month month = Instant.ofEpochMilli(hourMillis).atOffset(ZoneOffset.UTC).getMonth();
        return learned.computeIfAbsent(month, m -> new long[BINS]);
    }

    private static int bin(double position) {
        return (int) Math.max(0, Math.min(BINS - 1, StrictMath.floor(position)));
    }

    /** In bins above the least index. */
    private static double position(double index) {
        return BINS_PER_DECADE * StrictMath.log10(index / LEAST_INDEX);
    }
}
