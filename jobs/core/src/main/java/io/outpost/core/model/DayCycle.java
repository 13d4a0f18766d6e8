package io.outpost.core.model;

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

    /** One hour of it, with its temperature; humidity, wind and pressure are not known. */
    HourWeather hour(long epochHour, double celsius) {
        return new HourWeather(
                epochHour,
                celsius,
                0,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                highestCelsius,
                lowestCelsius,
                0);
    }

    /**
     * The temperature in the middle of a UTC hour, degC.
     *
     * @param hourOfDay 0..23, in UTC
     * @param solarTimeAheadHours by how much the mean solar time is ahead of UTC
     */
    double celsius(int hourOfDay, double solarTimeAheadHours) {
        double utcHour = hourOfDay + MIDDLE;
        double solarHour = (utcHour + solarTimeAheadHours + HOURS_PER_DAY) % HOURS_PER_DAY;
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
