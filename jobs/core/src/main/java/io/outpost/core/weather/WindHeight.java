package io.outpost.core.weather;

/**
 * The wind at 10 m from the wind at another height, by the logarithmic profile over short grass of
 * FAO Irrigation and Drainage Paper 56 (1998), equation 47.
 */
public final class WindHeight {
    /** The height that weather services measure at, and that wind chill is made for. */
    public static final double STANDARD_METRES = 10;

    private WindHeight() {}

    /**
     * By what the speed of the wind at a height is multiplied to have that at 10 m.
     *
     * @param metres above the ground, 0.5 to 100; NaN: not known, taken as 10
     * @return 1.944 at 0.5 m, 1 at 10 m, 0.738 at 100 m
     */
    public static double factorTo10Metres(double metres) {
        return Double.isNaN(metres) ? 1 : profile(STANDARD_METRES) / profile(metres);
    }

    private static double profile(double metres) {
        return StrictMath.log(67.8 * metres - 5.42);
    }
}
