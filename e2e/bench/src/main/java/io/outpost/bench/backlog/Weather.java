package io.outpost.bench.backlog;

import io.outpost.cli.simulate.world.Field;
import java.util.Arrays;

/**
 * Made-up weather, a function of place, sensor, minute and seed alone: places from frost to great
 * heat, a daily course, and now and then a value that a logger sends for "missing".
 */
final class Weather {
    private static final int MINUTES_PER_DAY = 1440;
    private static final double SENTINEL = -9999;
    private static final int ONE_IN = 256;

    private final long seed;
    private final double[] dailyCourse = new double[MINUTES_PER_DAY];

    Weather(long seed) {
        this.seed = seed;
        for (int minute = 0; minute < MINUTES_PER_DAY; minute++) {
            dailyCourse[minute] = StrictMath.sin(2 * Math.PI * (minute - 540.0) / MINUTES_PER_DAY);
        }
    }

    /** Fills one value per field, absent where the sensor measures none. */
    void fill(double[] values, SensorReport report) {
        Arrays.fill(values, Field.ABSENT);
        long noise = mix(seed + report.noise());
        double course = dailyCourse[report.minute() % MINUTES_PER_DAY];
        double base = -14 + 44 * share(mix(seed ^ report.place()), 0);
        Field.WIND_SPEED.set(values, 9 * share(noise, 2));
        double wind = values[Field.WIND_SPEED.ordinal()];
        Field.AIR_TEMPERATURE.set(values, base + 8 * course + share(noise, 0));
        Field.RELATIVE_HUMIDITY.set(values, 62 - 22 * course + 12 * share(noise, 1));
        Field.WIND_GUST.set(values, wind + 5 * share(noise, 3));
        double pressure = (noise >>> 52) % ONE_IN == 0 ? SENTINEL : 985 + 4 * share(noise, 4);
        Field.PRESSURE.set(values, pressure);
    }

    /** One of five independent shares of a hash, 0..1. */
    private static double share(long hash, int which) {
        return ((hash >>> (which * 10)) & 1023) / 1023.0;
    }

    static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
