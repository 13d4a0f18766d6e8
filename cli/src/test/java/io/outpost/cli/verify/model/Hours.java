package io.outpost.cli.verify.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A place hour by hour, from a day of a year of 365 days at 0 h UTC on. */
final class Hours {
    static final Site SITE = new Site(45, 0, 1000, Surface.LOAM, StreamSize.MEDIUM);

    private final Site site;
    private final List<HourState> states = new ArrayList<>();
    private HourState now;
    private double fallen;

    private Hours(Site site, int dayOfYear) {
        this.site = site;
        this.now = HourState.before(startOf(dayOfYear), site.surface());
    }

    static Hours from(int dayOfYear) {
        return new Hours(SITE, dayOfYear);
    }

    static Hours at(Site site, int dayOfYear) {
        return new Hours(site, dayOfYear);
    }

    static long startOf(int dayOfYear) {
        return Instant.parse("2026-01-01T00:00:00Z").toEpochMilli()
                + (dayOfYear - 1) * 24L * HourInput.HOUR_MILLIS;
    }

    Hours steady(int hours, double celsius, double millimetres) {
        return daily(hours, celsius, 0, millimetres);
    }

    /** Warmest at 15 h, counted from the first of these hours. */
    Hours daily(int hours, double mean, double half, double millimetres) {
        for (int i = 0; i < hours; i++) {
            double course = StrictMath.cos(2 * Math.PI * (i % 24 - 15) / 24);
            next(HourInput.of(nextMillis(), mean + half * course, millimetres));
        }
        return this;
    }

    Hours missing(int hours) {
        for (int i = 0; i < hours; i++) {
            next(HourInput.missing(nextMillis()));
        }
        return this;
    }

    /** Temperature alone. */
    Hours withoutRain(int hours, double celsius) {
        return steady(hours, celsius, Double.NaN);
    }

    Hours next(HourInput input) {
        now = HourModel.step(now, input, site);
        fallen += input.isRainLost() ? 0 : input.precipitationMillimetres();
        states.add(now);
        return this;
    }

    long nextMillis() {
        return now.startMillis() + HourInput.HOUR_MILLIS;
    }

    HourState now() {
        return now;
    }

    List<HourState> states() {
        return states;
    }

    /** What has fallen, mm. */
    double fallen() {
        return fallen;
    }

    /** What of it is there, mm. */
    static double stored(HourState state) {
        return state.snow().waterEquivalentMillimetres()
                + state.soil().upper()
                + state.soil().lower();
    }
}
