package io.outpost.cli.simulate.weather;

import java.time.LocalDate;

/**
 * The snow on the ground of one site, day by day since the end of its summer: snow falls below 1
 * degC, 3 mm melt per day and degree above 0. Between two days it changes evenly. Not thread-safe.
 */
public final class Snowpack {
    private static final double MILLIS_PER_DAY = 86_400_000;
    private static final int STEPS_PER_DAY = 4;
    private static final double SNOW_BELOW_CELSIUS = 1;
    private static final double MELT_MILLIMETRES_PER_DEGREE = 3;

    private final Weather weather;
    private final int firstMonth;
    private long day = Long.MIN_VALUE;
    private double then;
    private double next;

    public Snowpack(Weather weather) {
        this.weather = weather;
        this.firstMonth = weather.site().latitude() >= 0 ? 8 : 2;
    }

    /** mm of water. */
    public double waterEquivalentMillimetres(long atMillis) {
        double days = atMillis / MILLIS_PER_DAY;
        long asked = (long) Math.floor(days);
        if (asked != day) {
            moveTo(asked);
        }
        return then + (next - then) * (days - asked);
    }

    /** cm, at a density of 250 kg/m3. */
    public double depthCentimetres(long atMillis) {
        return waterEquivalentMillimetres(atMillis) * 0.4;
    }

    private void moveTo(long asked) {
        if (asked < day || day == Long.MIN_VALUE || seasonStart(asked) > day) {
            day = seasonStart(asked);
            then = 0;
            next = after(0, day);
        }
        while (day < asked) {
            day++;
            then = next;
            next = after(then, day);
        }
    }

    private long seasonStart(long epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        LocalDate start = LocalDate.of(date.getYear(), firstMonth, 1);
        return (date.isBefore(start) ? start.minusYears(1) : start).toEpochDay();
    }

    private double after(double water, long epochDay) {
        double snow = 0;
        double warmth = 0;
        for (int step = 0; step < STEPS_PER_DAY; step++) {
            double at = epochDay + (step + 0.5) / STEPS_PER_DAY;
            double celsius = weather.airTemperatureCelsius(at);
            warmth += Math.max(0, celsius) / STEPS_PER_DAY;
            if (celsius < SNOW_BELOW_CELSIUS) {
                snow += weather.precipitationMillimetresPerHour(at) * 24 / STEPS_PER_DAY;
            }
        }
        return Math.max(0, water + snow - MELT_MILLIMETRES_PER_DEGREE * warmth);
    }
}
