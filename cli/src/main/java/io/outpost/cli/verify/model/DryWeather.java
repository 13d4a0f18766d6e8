package io.outpost.cli.verify.model;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * What becomes of a place if no rain comes and each day is as the seven before usually were: from
 * their mean lowest temperature at 5 h to their mean highest at 15 h of the sun's time, without
 * wind, humidity and pressure.
 */
public final class DryWeather {
    private static final int MOST_HOURS = 30 * 24;
    private static final double DEGREES_PER_HOUR = 15;
    private static final double COLDEST_HOUR = 5;
    private static final double WARMEST_HOUR = 15;
    private static final double DAY_HOURS = 24;

    private final HourState now;
    private final Day day;
    private final Site site;

    /** From a state whose last step was taken. */
    public DryWeather(HourState now, Site site) {
        this(now, now.recent().usualDay(now.startMillis()), site);
    }

    DryWeather(HourState now, Day day, Site site) {
        this.now = now;
        this.day = day;
        this.site = site;
    }

    /** The states of the hours that follow. */
    public List<HourState> next(int hours) {
        List<HourState> states = new ArrayList<>();
        HourState state = now;
        for (int hour = 0; hour < hours; hour++) {
            state = step(state);
            states.add(state);
        }
        return states;
    }

    /**
     * In how many hours a place is ready, given as from half to twice as many; empty when it will
     * not be within 30 days. 0 when it is ready now.
     */
    public OptionalInt hoursUntil(Predicate<HourState> isReady) {
        HourState state = now;
        for (int hours = 0; hours <= MOST_HOURS; hours++) {
            if (isReady.test(state)) {
                return OptionalInt.of(hours);
            }
            state = step(state);
        }
        return OptionalInt.empty();
    }

    private HourState step(HourState before) {
        long hour = before.startMillis() + HourInput.HOUR_MILLIS;
        return HourModel.moved(before, HourInput.of(hour, celsius(hour), 0), day, site);
    }

    /** Rises for 10 h, falls for 14. */
    double celsius(long hourMillis) {
        double utc = Math.floorMod(hourMillis / HourInput.HOUR_MILLIS, 24L) + 0.5;
        double solar = positive(utc + site.longitude() / DEGREES_PER_HOUR);
        double sinceColdest = positive(solar - COLDEST_HOUR);
        double rising = WARMEST_HOUR - COLDEST_HOUR;
        double phase =
                sinceColdest < rising
                        ? sinceColdest / rising - 1
                        : (sinceColdest - rising) / (DAY_HOURS - rising);
        double mean = (day.highestCelsius() + day.lowestCelsius()) / 2;
        double half = (day.highestCelsius() - day.lowestCelsius()) / 2;
        return mean + half * StrictMath.cos(Math.PI * phase);
    }

    private static double positive(double hours) {
        return hours - DAY_HOURS * StrictMath.floor(hours / DAY_HOURS);
    }
}
