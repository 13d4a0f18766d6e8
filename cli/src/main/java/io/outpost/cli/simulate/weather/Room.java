package io.outpost.cli.simulate.weather;

import io.outpost.core.weather.Humidity;

/**
 * The air of a laboratory room: kept near its set point, warmer in working hours, drifting upward
 * for half a day now and then when the cooling fails.
 */
public final class Room {
    private static final double HOURS_PER_DAY = 24;
    private static final double FAILS_ON_SHARE_OF_DAYS = 0.06;

    private final long seed;
    private final double setCelsius;
    private final double dewPointCelsius;

    public Room(long seed) {
        this.seed = seed;
        double kind = Randomness.unit(Randomness.mix(seed, 1));
        // Most are offices of instruments, some are cold stores, some grow plants.
        this.setCelsius = kind < 0.7 ? 21 : kind < 0.85 ? 4 : 30;
        this.dewPointCelsius = kind < 0.7 ? 9.5 : kind < 0.85 ? -1 : 24;
    }

    /** The air at an instant (epoch days, UTC). */
    public void at(double epochDays, AirState air) {
        long day = (long) Math.floor(epochDays);
        double hour = (epochDays - day) * HOURS_PER_DAY;
        double work = 0.8 * Math.max(0, StrictMath.sin(Math.PI * (hour - 7) / 12));
        air.airTemperatureCelsius = setCelsius + work + failure(day, hour);
        air.dewPointCelsius = Math.min(dewPointCelsius, air.airTemperatureCelsius - 0.5);
        air.relativeHumidityPercent =
                Humidity.relativeHumidityPercent(air.airTemperatureCelsius, air.dewPointCelsius);
        air.windSpeedMetresPerSecond = Double.NaN;
        air.windGustMetresPerSecond = Double.NaN;
        air.windDirectionDegrees = Double.NaN;
        air.pressureHectopascals = Double.NaN;
    }

    private double failure(long day, double hour) {
        boolean fails = Randomness.unit(Randomness.mix(seed, day)) < FAILS_ON_SHARE_OF_DAYS;
        return fails ? 6 * StrictMath.sin(Math.PI * hour / HOURS_PER_DAY) : 0;
    }
}
