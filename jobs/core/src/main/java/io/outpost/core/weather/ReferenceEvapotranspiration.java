package io.outpost.core.weather;

/**
 * What a well-watered lawn would evaporate (ET0), by the range of temperature alone: after
 * Hargreaves and Samani 1985, FAO-56 equation 52, spread over the day by the sun of each hour.
 */
public final class ReferenceEvapotranspiration {
    private static final double MILLIMETRES_PER_MEGAJOULE = 0.408;
    private static final double MEGAJOULES_PER_WATT_HOUR = 0.0036;

    private ReferenceEvapotranspiration() {}

    /**
     * The reference evapotranspiration of an hour.
     *
     * @param extraterrestrialWattsPerSquareMetre W/m2, 0 or more ({@link Sun})
     * @param highestCelsius degC, of the 24 hours that end with this one
     * @param lowestCelsius degC, of the same, at most the highest
     * @return mm in the hour, 0 or more; NaN when an input is NaN or the lowest is above the
     *     highest
     */
    public static double millimetresPerHour(
            double extraterrestrialWattsPerSquareMetre,
            double highestCelsius,
            double lowestCelsius) {
        return 0.0023
                * MILLIMETRES_PER_MEGAJOULE
                * extraterrestrialWattsPerSquareMetre
                * MEGAJOULES_PER_WATT_HOUR
                * StrictMath.max(0, (highestCelsius + lowestCelsius) / 2 + 17.8)
                * StrictMath.sqrt(highestCelsius - lowestCelsius);
    }
}
