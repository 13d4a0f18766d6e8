package io.outpost.core.model;

/**
 * What the models need to know of a place. Without a position there are no models.
 *
 * @param latitudeDegrees -90..90, north positive
 * @param longitudeDegrees -180..180, east positive
 * @param elevationMetres above the sea, -500..9000
 */
public record ModelParameters(
        double latitudeDegrees,
        double longitudeDegrees,
        double elevationMetres,
        SnowParameters snow,
        SoilParameters soil,
        FlowParameters flow) {

    /** Where none is known. */
    public static final double DEFAULT_ELEVATION_METRES = 300;

    private static final double LOWEST_ELEVATION_METRES = -500;
    private static final double HIGHEST_ELEVATION_METRES = 9000;

    /**
     * Refuses what is not on Earth.
     *
     * @throws IllegalArgumentException naming the parameter and its range
     */
    public ModelParameters {
        require("latitude", latitudeDegrees, -90, 90);
        require("longitude", longitudeDegrees, -180, 180);
        require("elevation", elevationMetres, LOWEST_ELEVATION_METRES, HIGHEST_ELEVATION_METRES);
    }

    /** Of a place of which the position alone is known: 300 m, loam, a stream of medium size. */
    public static ModelParameters at(double latitudeDegrees, double longitudeDegrees) {
        return at(
                latitudeDegrees,
                longitudeDegrees,
                DEFAULT_ELEVATION_METRES,
                Surface.LOAM,
                StreamSize.MEDIUM);
    }

    /** Of a place with the default constants of its surface and stream. */
    public static ModelParameters at(
            double latitudeDegrees,
            double longitudeDegrees,
            double elevationMetres,
            Surface surface,
            StreamSize streamSize) {
        return new ModelParameters(
                latitudeDegrees,
                longitudeDegrees,
                elevationMetres,
                SnowParameters.DEFAULT,
                SoilParameters.of(surface),
                FlowParameters.of(streamSize));
    }

    /** The same place with other constants of snow. */
    public ModelParameters with(SnowParameters otherSnow) {
        return new ModelParameters(
                latitudeDegrees, longitudeDegrees, elevationMetres, otherSnow, soil, flow);
    }

    private static void require(String name, double value, double lowest, double highest) {
        if (!(value >= lowest && value <= highest)) {
            throw new IllegalArgumentException(
                    "%s must be %s..%s, not %s".formatted(name, lowest, highest, value));
        }
    }
}
