package io.outpost.cli.simulate.weather;

/** The daily course of temperature by the sun's time, with the delay of the air. */
public final class SunCourse {
    private static final double WARMEST_HOUR = 15;
    private static final double HOURS_PER_DAY = 24;
    private static final double DEGREES_PER_DAY = 360;

    private SunCourse() {}

    /** -1 before sunrise .. 1 in the afternoon. */
    public static double at(Site site, double epochDays) {
        double solarDays = epochDays + site.longitude() / DEGREES_PER_DAY;
        double hour = (solarDays - Math.floor(solarDays)) * HOURS_PER_DAY;
        return StrictMath.cos(2 * Math.PI * (hour - WARMEST_HOUR) / HOURS_PER_DAY);
    }
}
