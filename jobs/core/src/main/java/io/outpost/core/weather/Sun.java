package io.outpost.core.weather;

import java.time.LocalDate;

/**
 * The sun over one place: what reaches the top of the atmosphere on a horizontal surface
 * (extraterrestrial radiation), after FAO-56 equations 23 to 25 with a solar constant of 1361 W/m2.
 * Immutable; what depends on the latitude or on the day alone is computed once.
 */
public final class Sun {
    private static final int HOURS_PER_DAY = 24;
    private static final double SOLAR_CONSTANT_WATTS_PER_SQUARE_METRE = 1361;
    private static final int LAST_DAY_OF_YEAR = 366;
    private static final double[] SINE_OF_DECLINATION = new double[LAST_DAY_OF_YEAR + 1];
    private static final double[] COSINE_OF_DECLINATION = new double[LAST_DAY_OF_YEAR + 1];
    private static final double[] WATTS_FACING_THE_SUN = new double[LAST_DAY_OF_YEAR + 1];

    static {
        for (int day = 1; day <= LAST_DAY_OF_YEAR; day++) {
            double angle = 2 * Math.PI * day / 365;
            double declination = 0.409 * StrictMath.sin(angle - 1.39);
            SINE_OF_DECLINATION[day] = StrictMath.sin(declination);
            COSINE_OF_DECLINATION[day] = StrictMath.cos(declination);
            WATTS_FACING_THE_SUN[day] =
                    SOLAR_CONSTANT_WATTS_PER_SQUARE_METRE * (1 + 0.033 * StrictMath.cos(angle));
        }
    }

    private final double sineOfLatitude;
    private final double cosineOfLatitude;
    private final double solarTimeAheadHours;

    /**
     * The sun over a place.
     *
     * @param latitudeDegrees -90..90, north positive
     * @param longitudeDegrees -180..180, east positive
     */
    public Sun(double latitudeDegrees, double longitudeDegrees) {
        double latitude = Math.toRadians(latitudeDegrees);
        sineOfLatitude = StrictMath.sin(latitude);
        cosineOfLatitude = StrictMath.cos(latitude);
        solarTimeAheadHours = longitudeDegrees / 15;
    }

    /** By how much the mean solar time is ahead of UTC, hours; negative in the west. */
    public double solarTimeAheadHours() {
        return solarTimeAheadHours;
    }

    /**
     * The radiation in the middle of a UTC hour.
     *
     * @param epochHour hours since 1970-01-01T00:00Z
     * @return W/m2, 0 at night; NaN for a position that is NaN
     */
    public double wattsPerSquareMetre(long epochHour) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochHour, HOURS_PER_DAY));
        return wattsPerSquareMetre(date.getDayOfYear(), Math.floorMod(epochHour, HOURS_PER_DAY));
    }

    /**
     * The radiation in the middle of a UTC hour.
     *
     * @param dayOfYear 1..366, in UTC
     * @param hourOfDay 0..23, in UTC
     * @return W/m2, 0 at night; NaN for a position that is NaN
     */
    public double wattsPerSquareMetre(int dayOfYear, int hourOfDay) {
        return wattsPerSquareMetreAt(dayOfYear, cosineOfHourAngle(hourOfDay));
    }

    /**
     * All of the radiation that depends on the hour of the day: the cosine of the angle by which
     * the sun is from its noon, in the middle of a UTC hour.
     *
     * @param hourOfDay 0..23, in UTC
     * @return -1..1; NaN for a position that is NaN
     */
    public double cosineOfHourAngle(int hourOfDay) {
        return StrictMath.cos(
                Math.PI / 12 * (hourOfDay + 0.5 + solarTimeAheadHours - HOURS_PER_DAY / 2));
    }

    /**
     * The radiation in the middle of a UTC hour.
     *
     * @param dayOfYear 1..366, in UTC
     * @param cosineOfHourAngle as {@link #cosineOfHourAngle} gives it
     * @return W/m2, 0 at night; NaN for a position that is NaN
     */
    public double wattsPerSquareMetreAt(int dayOfYear, double cosineOfHourAngle) {
        double sineOfElevation =
                sineOfLatitude * SINE_OF_DECLINATION[dayOfYear]
                        + cosineOfLatitude * COSINE_OF_DECLINATION[dayOfYear] * cosineOfHourAngle;
        return StrictMath.max(0, WATTS_FACING_THE_SUN[dayOfYear] * sineOfElevation);
    }
}
