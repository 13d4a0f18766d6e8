package io.outpost.cli.verify.model;

import java.util.ArrayList;
import java.util.List;

/** The inputs of the last hours, one of each, the newest last: at most those of seven days. */
public final class Recent {
    private static final int DAY = 24;
    private static final int WEEK = 7 * DAY;

    /** Before the first hour. */
    static final Recent NONE = new Recent(List.of());

    private final List<Hour> hours;

    /**
     * One of them.
     *
     * @param celsius as the models took it; NaN where they took no step
     * @param isFilled whether that was another day's
     * @param isRainLost whether its rain never came into the models
     */
    private record Hour(
            double celsius, boolean isFilled, double precipitation, boolean isRainLost) {
        boolean isStep() {
            return !Double.isNaN(celsius);
        }
    }

    private Recent(List<Hour> hours) {
        this.hours = hours;
    }

    /** With the hour that comes next. */
    Recent with(HourInput next, double celsius) {
        List<Hour> more =
                new ArrayList<>(hours.subList(hours.size() == WEEK ? 1 : 0, hours.size()));
        boolean isStep = !Double.isNaN(celsius);
        double rain = isStep ? next.withRain().precipitationMillimetres() : 0;
        boolean isLost = next.isRainLost() || !isStep;
        more.add(new Hour(celsius, Double.isNaN(next.celsius()), rain, isLost));
        return new Recent(more);
    }

    /**
     * The temperature of the hour that comes next where it is not known: that of the same hour of
     * the latest of the seven days before that has one of its own. NaN without one.
     */
    double celsiusOfAnotherDay() {
        for (int index = hours.size() - DAY; index >= 0; index -= DAY) {
            Hour hour = hours.get(index);
            if (hour.isStep() && !hour.isFilled()) {
                return hour.celsius();
            }
        }
        return Double.NaN;
    }

    /** Whether the newest hour's temperature was another day's. */
    public boolean isTemperatureFilled() {
        Hour newest = hours.get(hours.size() - 1);
        return newest.isStep() && newest.isFilled();
    }

    /** How many of the last seven days' hours have lost their rain. */
    public int rainLostHours() {
        return (int) hours.stream().filter(Hour::isRainLost).count();
    }

    /** The 24 hours that end with the newest one, of those that have a temperature. */
    Day day() {
        return dayUntil(hours.size());
    }

    /** The means of the extremes of the last seven such days; null where none has a temperature. */
    Day usualDay() {
        List<Day> days = new ArrayList<>();
        for (int until = hours.size(); until > 0; until -= DAY) {
            Day day = dayUntil(until);
            if (day.highestCelsius() >= day.lowestCelsius()) {
                days.add(day);
            }
        }
        if (days.isEmpty()) {
            return null;
        }
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
            if (hour.isStep()) {
                highest = Math.max(highest, hour.celsius());
                lowest = Math.min(lowest, hour.celsius());
                rain += hour.precipitation();
            }
        }
        return new Day(highest, lowest, rain);
    }
}
