package io.outpost.core.weather;

/**
 * Wind directions, degrees clockwise from north, as vectors of length 1: their mean is the
 * direction of their sum (docs/science.md).
 */
public final class WindDirection {
    private static final double QUARTER = 90;
    private static final double HALF = 180;
    private static final double FULL = 360;

    /** Directions whose sum is shorter than this for each of them have cancelled. */
    private static final double SHORTEST = 1e-9;

    private WindDirection() {}

    /** The east of a direction of 0..360, -1..1; NaN of NaN. */
    public static double east(double degrees) {
        return degrees > HALF ? -sine(FULL - degrees) : sine(degrees);
    }

    /** The north of a direction of 0..360, -1..1; NaN of NaN. */
    public static double north(double degrees) {
        return cosine(degrees > HALF ? FULL - degrees : degrees);
    }

    /**
     * The mean of directions by the sums of their easts and norths.
     *
     * @return 0 to below 360 degrees; NaN where there are none, or they cancel
     */
    public static double mean(long count, double eastSum, double northSum) {
        double length = StrictMath.hypot(eastSum, northSum);
        if (count == 0 || !(length >= SHORTEST * count)) {
            return Double.NaN;
        }
        double degrees = StrictMath.toDegrees(StrictMath.atan2(eastSum, northSum));
        double positive = degrees < 0 ? degrees + FULL : degrees;
        return positive < FULL ? positive + 0.0 : 0;
    }

    /** Of 0..180 degrees; of opposite directions exactly opposite, of whole quarters exact. */
    private static double sine(double degrees) {
        double acute = degrees > QUARTER ? HALF - degrees : degrees;
        return acute > QUARTER / 2
                ? StrictMath.cos(Math.toRadians(QUARTER - acute))
                : StrictMath.sin(Math.toRadians(acute));
    }

    private static double cosine(double degrees) {
        return degrees > QUARTER ? -sine(degrees - QUARTER) : sine(QUARTER - degrees);
    }
}
