package io.outpost.core.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The lowest and the highest temperature of a place's last UTC days, for its usual day. */
final class RecentDays {
    private static final int HOURS_PER_DAY = 24;
    private static final int USUAL_DAYS = 7;
    private static final int KEPT = USUAL_DAYS + 1;

    private final double[] lowest = new double[KEPT];
    private final double[] highest = new double[KEPT];

    RecentDays() {
        clear();
    }

    /** As at the beginning: no day has any. */
    void clear() {
        Arrays.fill(lowest, Double.NaN);
        Arrays.fill(highest, Double.NaN);
    }

    /** The hour after the one that was added last; NaN: no temperature was taken. */
    void add(long hour, double celsius) {
        int slot = slot(Math.floorDiv(hour, HOURS_PER_DAY));
        if (Math.floorMod(hour, HOURS_PER_DAY) == 0) {
            lowest[slot] = Double.NaN;
            highest[slot] = Double.NaN;
        }
        if (!Double.isNaN(celsius)) {
            lowest[slot] = celsius >= lowest[slot] ? lowest[slot] : celsius;
            highest[slot] = celsius <= highest[slot] ? highest[slot] : celsius;
        }
    }

    /** The mean of the 7 days before that of an hour; of the last 24 h where none has any. */
    DayCycle usual(HourWeather hour) {
        long day = Math.floorDiv(hour.epochHour(), HOURS_PER_DAY);
        double low = 0;
        double high = 0;
        int days = 0;
        for (long one = day - USUAL_DAYS; one < day; one++) {
            if (!Double.isNaN(lowest[slot(one)])) {
                low += lowest[slot(one)];
                high += highest[slot(one)];
                days++;
            }
        }
        return days == 0
                ? new DayCycle(hour.lowestCelsius(), hour.highestCelsius())
                : new DayCycle(low / days, high / days);
    }

    void write(DataOutput out) throws IOException {
        for (int day = 0; day < KEPT; day++) {
            out.writeDouble(lowest[day]);
            out.writeDouble(highest[day]);
        }
    }

    void read(DataInput in) throws IOException {
        for (int day = 0; day < KEPT; day++) {
            lowest[day] = in.readDouble();
            highest[day] = in.readDouble();
        }
    }

    private static int slot(long day) {
        return (int) Math.floorMod(day, (long) KEPT);
    }
}
