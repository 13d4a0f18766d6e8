package io.outpost.cli.simulate.weather;

/** How the pressure of the air falls with height. */
public final class StandardPressure {
    private static final double SCALE_HEIGHT_METRES = 8434;

    private StandardPressure() {}

    /** The share of the pressure at sea level, 0..1 above it. */
    public static double shareAt(double elevationMetres) {
        return StrictMath.exp(-elevationMetres / SCALE_HEIGHT_METRES);
    }
}
