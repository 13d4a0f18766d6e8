package io.outpost.bench.backlog;

import io.outpost.cli.simulate.world.Field;
import java.util.Arrays;

/**
 * Made-up weather, a function of place, sensor, minute and seed alone: places from frost to great
 * heat, a daily course, and now and then a value that a logger sends for "missing". Where there are
 * rain gauges there are storms, of some hours each, and windy places.
 */
final class Weather {
    private static final int MINUTES_PER_DAY = 1440;
    private static final double SENTINEL = -9999;
    private static final int ONE_IN = 256;
    private static final double SECONDS_PER_HOUR = 3600;

    /** A storm begins and ends with one of these spans of hours. */
    private static final int STORM_HOURS = 5;

    private static final double STORMS = 0.35;
    private static final double MOST_MILLIMETRES_PER_HOUR = 16;
    private static final int ONE_WITHOUT_GAUGE_IN = 16;

    private final long seed;
    private final boolean hasStorms;
    private final double[] dailyCourse = new double[MINUTES_PER_DAY];

    Weather(long seed, Backlog.Sites sites) {
        this.seed = seed;
        this.hasStorms = sites != Backlog.Sites.BARE;
        for (int minute = 0; minute < MINUTES_PER_DAY; minute++) {
            dailyCourse[minute] = StrictMath.sin(2 * Math.PI * (minute - 540.0) / MINUTES_PER_DAY);
        }
    }

    /** Fills one value per field, absent where the sensor measures none. */
    void fill(double[] values, SensorReport report, int intervalSeconds) {
        Arrays.fill(values, Field.ABSENT);
        long noise = mix(seed + report.noise());
        double course = dailyCourse[report.minute() % MINUTES_PER_DAY];
        long site = mix(seed ^ report.place());
        double base = -14 + 44 * share(site, 0);
        double windy = hasStorms ? 12 * share(site, 1) * share(site, 2) : 0;
        Field.WIND_SPEED.set(values, windy + 9 * share(noise, 2));
        double wind = values[Field.WIND_SPEED.ordinal()];
        Field.AIR_TEMPERATURE.set(values, base + 8 * course + share(noise, 0));
        Field.RELATIVE_HUMIDITY.set(values, 62 - 22 * course + 12 * share(noise, 1));
        Field.WIND_GUST.set(values, wind + 5 * share(noise, 3));
        double pressure = (noise >>> 52) % ONE_IN == 0 ? SENTINEL : 985 + 4 * share(noise, 4);
        Field.PRESSURE.set(values, pressure);
        boolean isGauge =
                report.sensor() == 0
                        && report.place() % ONE_WITHOUT_GAUGE_IN != ONE_WITHOUT_GAUGE_IN - 1;
        if (hasStorms && isGauge) {
            double hours = intervalSeconds / SECONDS_PER_HOUR;
            Field.PRECIPITATION.set(values, hours * millimetresPerHour(report));
        }
    }

    /** Of the storm at a place, stronger and weaker from report to report; 0 without one. */
    private double millimetresPerHour(SensorReport report) {
        int span = report.minute() / 60 / STORM_HOURS;
        long storm = mix(seed ^ mix(((long) span << 32) + report.place()));
        double strength = share(storm, 1) * (0.5 + share(mix(seed + report.noise()), 5));
        return share(storm, 0) < STORMS ? MOST_MILLIMETRES_PER_HOUR * strength : 0;
    }

    /** One of six independent shares of a hash, 0..1. */
    static double share(long hash, int which) {
        return ((hash >>> (which * 10)) & 1023) / 1023.0;
    }

    static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
