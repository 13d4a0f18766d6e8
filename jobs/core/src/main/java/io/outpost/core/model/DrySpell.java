package io.outpost.core.model;

import java.time.LocalDate;

/**
 * The models of a place run on from a state, if no rain comes. The state itself stays.
 *
 * <p>A transition may take hundreds of hours of it, so what depends on the hour of the day alone is
 * computed for the first day only.
 */
final class DrySpell {
    private static final int HOURS_PER_DAY = 24;

    private final HourStep models;
    private final ModelState state;
    private final DayCycle days;
    private final double[] celsius = new double[HOURS_PER_DAY];
    private final double[] cosineOfHourAngle = new double[HOURS_PER_DAY];
    private long nextEpochHour;
    private int hoursPassed;
    private int dayOfYear;

    /**
     * A spell.
     *
     * @param days each of its days
     * @param firstEpochHour the hour after that of the state
     */
    DrySpell(ModelState from, SteppedPlace place, DayCycle days, long firstEpochHour) {
        this.models = place.step();
        this.state = from.copy();
        this.days = days;
        this.nextEpochHour = firstEpochHour;
    }

    /** An hour more. */
    HourFluxes step() {
        int hourOfDay = Math.floorMod(nextEpochHour, HOURS_PER_DAY);
        if (hoursPassed < HOURS_PER_DAY) {
            celsius[hourOfDay] = days.celsius(hourOfDay, models.sun().solarTimeAheadHours());
            cosineOfHourAngle[hourOfDay] = models.sun().cosineOfHourAngle(hourOfDay);
        }
        if (hoursPassed == 0 || hourOfDay == 0) {
            dayOfYear =
                    LocalDate.ofEpochDay(Math.floorDiv(nextEpochHour, HOURS_PER_DAY))
                            .getDayOfYear();
        }
        HourWeather hour = days.hour(nextEpochHour, celsius[hourOfDay]);
        double sunWatts =
                models.sun().wattsPerSquareMetreAt(dayOfYear, cosineOfHourAngle[hourOfDay]);
        nextEpochHour++;
        hoursPassed++;
        return models.step(state, hour, sunWatts);
    }

    /** As it is after the last hour. */
    ModelState state() {
        return state;
    }
}
