package io.outpost.core.model;

import io.outpost.core.weather.Sun;

/**
 * A day without precipitation that repeats itself: the temperature falls to its lowest at 5 h and
 * rises to its highest at 15 h of the mean solar time, in halves of cosines. The temperature of an
 * hour is that in its middle.
 *
 * @param lowestCelsius mean of the lowest of the days that it stands for
 * @param highestCelsius mean of their highest, not below
 */
public record DayCycle(double lowestCelsius, double highestCelsius) {
    private static final long HOURS_PER_DAY = 24;
    private static final double MIDDLE = 0.5;
    private static final double COLDEST_HOUR = 5;
    private static final double WARMEST_HOUR = 15;

    /** Refuses a lowest above the highest, and NaN. */
    public DayCycle {
        if (!(lowestCelsius <= highestCelsius)) {
            throw new IllegalArgumentException(
                    "the lowest temperature of a day must not be above the highest: %s, %s"
                            .formatted(lowestCelsius, highestCelsius));
        }
    }

    /** One hour of it; humidity, wind and pressure are not known. */
    HourWeather hour(long epochHour, Sun sun) {
        return new HourWeather(
                epochHour,
                celsius(epochHour, sun),
                0,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                highestCelsius,
                lowestCelsius,
                0);
    }

    private double celsius(long epochHour, Sun sun) {
        double utcHour = Math.floorMod(epochHour, HOURS_PER_DAY) + MIDDLE;
        double solarHour = (utcHour + sun.solarTimeAheadHours() + HOURS_PER_DAY) % HOURS_PER_DAY;
        double warm = (1 - StrictMath.cos(Math.PI * warmth(solarHour))) / 2;
        double celsius = lowestCelsius + (highestCelsius - lowestCelsius) * warm;
        return StrictMath.min(highestCelsius, StrictMath.max(lowestCelsius, celsius));
    }

    /** 0 at the coldest, 1 at the warmest hour, linear in between. */
    private static double warmth(double solarHour) {
        double rising = WARMEST_HOUR - COLDEST_HOUR;
        if (solarHour >= COLDEST_HOUR && solarHour <= WARMEST_HOUR) {
            return (solarHour - COLDEST_HOUR) / rising;
        }
        double sinceWarmest = (solarHour - WARMEST_HOUR + HOURS_PER_DAY) % HOURS_PER_DAY;
        return 1 - sinceWarmest / (HOURS_PER_DAY - rising);
    }
}
