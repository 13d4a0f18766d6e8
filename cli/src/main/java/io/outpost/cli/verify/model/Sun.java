package io.outpost.cli.verify.model;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The sun above the atmosphere, and the water that its warmth can take up. */
final class Sun {
    private static final double SOLAR_CONSTANT = 1361;
    private static final double DEGREES_PER_HOUR = 15;

    private Sun() {}

    /** On the horizontal in the middle of a UTC hour, W/m2 (FAO-56 eqs. 23 and 24). */
    static double wattsPerSquareMetre(Site site, long hourMillis) {
        OffsetDateTime start = Instant.ofEpochMilli(hourMillis).atOffset(ZoneOffset.UTC);
        double year = 2 * Math.PI * start.getDayOfYear() / 365;
        double declination = 0.409 * StrictMath.sin(year - 1.39);
        double solarHour = start.getHour() + 0.5 + site.longitude() / DEGREES_PER_HOUR;
        double angle = Math.PI / 12 * (solarHour - 12);
        double latitude = StrictMath.toRadians(site.latitude());
        double height =
                StrictMath.sin(latitude) * StrictMath.sin(declination)
                        + StrictMath.cos(latitude)
                                * StrictMath.cos(declination)
                                * StrictMath.cos(angle);
        return Math.max(0, SOLAR_CONSTANT * (1 + 0.033 * StrictMath.cos(year)) * height);
    }

    /** Reference evaporation of an hour, mm (Hargreaves and Samani 1985, by the hour's sun). */
    static double evaporationMillimetres(double wattsPerSquareMetre, Day day) {
        double mean = (day.highestCelsius() + day.lowestCelsius()) / 2;
        return 0.0023
                * 0.408
                * (0.0036 * wattsPerSquareMetre)
                * Math.max(0, mean + 17.8)
                * day.rootOfRange();
    }
}
