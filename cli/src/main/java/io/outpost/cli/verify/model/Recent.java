package io.outpost.cli.verify.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The last hours as they were taken up, with and without a step, the newest last: at most those of
 * eight days, so that seven whole UTC days are among them, and none before the beginning.
 */
public final class Recent {
    private static final int DAY = 24;
    private static final int MOST_DAYS_BACK = 7;
    private static final int WEEK = 7 * DAY;
    private static final int KEPT = WEEK + DAY;
    private static final int USUAL_DAYS = 7;

    /** Before the first hour. */
    static final Recent NONE = new Recent(List.of());

    private final List<Hour> hours;

    /**
     * One of them.
     *
     * @param temperature its own or another day's
     * @param precipitation 0 where it is not known
     * @param isWithoutRain whether its rain is not known
     * @param isPassedOver whether no step was taken
     */
    private record Hour(
            Temperature temperature,
            double precipitation,
            boolean isWithoutRain,
            boolean isPassedOver) {}

    /**
     * A temperature as it was taken.
     *
     * @param celsius NaN: none
     * @param daysBack 0: the hour's own; else how many days before it is from
     */
    record Temperature(double celsius, int daysBack) {
        static final Temperature NONE = new Temperature(Double.NaN, 0);

        boolean isKnown() {
            return !Double.isNaN(celsius);
        }
    }

    private Recent(List<Hour> hours) {
        this.hours = hours;
    }

    /** With the hour that comes next. */
    Recent with(HourInput next, Temperature temperature, boolean isStep) {
        List<Hour> more =
                new ArrayList<>(hours.subList(hours.size() == KEPT ? 1 : 0, hours.size()));
        double rain = next.withRain().precipitationMillimetres();
        more.add(new Hour(temperature, rain, next.isRainLost(), !isStep));
        return new Recent(more);
    }

    /**
     * The temperature of the hour that comes next: its own, else that of the same hour of the day
     * before as that one was taken, from at most seven days back.
     */
    Temperature temperature(HourInput next) {
        if (!Double.isNaN(next.celsius()) || hours.size() < DAY) {
            return new Temperature(next.celsius(), 0);
        }
        Temperature dayBefore = hours.get(hours.size() - DAY).temperature();
        return dayBefore.isKnown() && dayBefore.daysBack() < MOST_DAYS_BACK
                ? new Temperature(dayBefore.celsius(), dayBefore.daysBack() + 1)
                : Temperature.NONE;
    }

    /**
     * The temperature of an hour as it was taken; NaN where there is none.
     *
     * @param hoursBack 0..191; 0: the newest
     */
    public double celsius(int hoursBack) {
        return hoursBack < hours.size()
                ? hours.get(hours.size() - 1 - hoursBack).temperature().celsius()
                : Double.NaN;
    }

    /** From how many days before the newest hour's temperature is; 0: it is its own. */
    public int daysBack() {
        return newest().temperature().daysBack();
    }

    /** Whether the newest hour's rain is not known, and taken as none. */
    public boolean isWithoutRain() {
        return newest().isWithoutRain();
    }

    /** How many of the last seven days' hours were without rain or passed over. */
    public int lostHours() {
        return (int)
                hours.stream()
                        .skip(Math.max(0, hours.size() - WEEK))
                        .filter(h -> h.isWithoutRain() || h.isPassedOver())
                        .count();
    }

    private Hour newest() {
        return hours.get(hours.size() - 1);
    }

    /** The 24 hours that end with the newest one; without a temperature the extremes cross. */
    Day day() {
        return dayUntil(hours.size());
    }

    /**
     * The means of the extremes of the seven UTC days before that of the newest hour; where none of
     * them has a temperature, the extremes of the 24 hours that end with it. Without rain.
     *
     * @param newestMillis start of the newest hour, which has a temperature
     */
    Day usualDay(long newestMillis) {
        int ofToday = 1 + (int) Math.floorMod(newestMillis / HourInput.HOUR_MILLIS, (long) DAY);
        List<Day> days = new ArrayList<>();
        for (int back = 0; back < USUAL_DAYS; back++) {
            Day day = dayUntil(Math.max(0, hours.size() - ofToday - back * DAY));
            if (day.highestCelsius() >= day.lowestCelsius()) {
                days.add(day);
            }
        }
        return dryMean(days.isEmpty() ? List.of(day()) : days);
    }

    private static Day dryMean(List<Day> days) {
        double highest = days.stream().mapToDouble(Day::highestCelsius).sum();
        double lowest = days.stream().mapToDouble(Day::lowestCelsius).sum();
        return new Day(highest / days.size(), lowest / days.size(), 0);
    }

    /** From the oldest to the newest, so that a sum at a threshold is the same everywhere. */
    private Day dayUntil(int until) {
        double highest = Double.NEGATIVE_INFINITY;
        double lowest = Double.POSITIVE_INFINITY;
        double rain = 0;
        for (Hour hour : hours.subList(Math.max(0, until - DAY), until)) {
            rain += hour.precipitation();
            if (hour.temperature().isKnown()) {
                highest = Math.max(highest, hour.temperature().celsius());
                lowest = Math.min(lowest, hour.temperature().celsius());
            }
        }
        return new Day(highest, lowest, rain);
    }
}
