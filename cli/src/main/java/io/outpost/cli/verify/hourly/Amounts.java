package io.outpost.cli.verify.hourly;

import io.outpost.cli.verify.model.Fluxes;
import io.outpost.cli.verify.model.SnowPack;
import java.util.stream.Stream;

/**
 * What an hour brought, or all hours of a window.
 *
 * @param water that reached the ground, mm
 * @param rain that fell, mm
 * @param newSnowCentimetres that fell
 * @param drift what the wind could move of snow, m3/s3
 */
record Amounts(double water, double rain, double newSnowCentimetres, double drift) {
    /** Of an hour that was not stepped. */
    static final Amounts UNKNOWN = new Amounts(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private static final Amounts NONE = new Amounts(0, 0, 0, 0);
    private static final double DRY_SNOW_DRIFTS_FROM = 7.7;
    private static final double WET_SNOW_DRIFTS_FROM = 9.9;

    /**
     * Of one hour.
     *
     * @param celsius as the models took it
     * @param windMetresPerSecond NaN: not known
     */
    static Amounts of(Fluxes fluxes, double celsius, double windMetresPerSecond) {
        return new Amounts(
                fluxes.water(),
                fluxes.rain(),
                SnowPack.newSnowCentimetres(fluxes.snow(), celsius),
                drift(celsius, windMetresPerSecond));
    }

    /** In their order, so that a sum at a threshold is the same everywhere. */
    static Amounts sum(Stream<Amounts> hours) {
        return hours.reduce(NONE, Amounts::plus);
    }

    /** Of the water what the snow let through, mm. */
    double melt() {
        return Math.max(0, water - rain);
    }

    private static double drift(double celsius, double wind) {
        double from = celsius > 0 ? WET_SNOW_DRIFTS_FROM : DRY_SNOW_DRIFTS_FROM;
        return wind > from ? StrictMath.pow(wind - from, 3) : 0;
    }

    private Amounts plus(Amounts other) {
        return new Amounts(
                water + other.water,
                rain + other.rain,
                newSnowCentimetres + other.newSnowCentimetres,
                drift + other.drift);
    }
}
