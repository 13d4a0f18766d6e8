package io.outpost.bench.backlog;

import io.outpost.core.weather.Quantity;
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

    /** Fills one value per quantity, NaN where the sensor measures none. */
    void fill(double[] values, SensorReport report) {
        Arrays.fill(values, Double.NaN);
        long noise = mix(seed + report.noise());
        double course = dailyCourse[report.minute() % MINUTES_PER_DAY];
        double base = -14 + 44 * share(mix(seed ^ report.place()), 0);
        double wind = tenths(9 * share(noise, 2));
        set(values, Quantity.AIR_TEMPERATURE_CELSIUS, base + 8 * course + share(noise, 0));
        set(values, Quantity.RELATIVE_HUMIDITY_PERCENT, 62 - 22 * course + 12 * share(noise, 1));
        set(values, Quantity.WIND_SPEED_METRES_PER_SECOND, wind);
        set(values, Quantity.WIND_GUST_METRES_PER_SECOND, wind + 5 * share(noise, 3));
        double pressure = (noise >>> 52) % ONE_IN == 0 ? SENTINEL : 985 + 4 * share(noise, 4);
        set(values, Quantity.PRESSURE_HECTOPASCALS, pressure);
    }

    private static void set(double[] values, Quantity quantity, double value) {
        values[quantity.code()] = tenths(value);
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
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
