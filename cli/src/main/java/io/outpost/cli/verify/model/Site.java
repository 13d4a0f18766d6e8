package io.outpost.cli.verify.model;

import java.util.Optional;

/**
 * Where the models run.
 *
 * @param latitude degrees north, -90..90
 * @param longitude degrees east, -180..180
 */
public record Site(
        double latitude,
        double longitude,
        double elevationMetres,
        Surface surface,
        StreamSize stream) {
    private static final double USUAL_ELEVATION_METRES = 300;

    /**
     * The site of a place with these parameters, each null when it is not known. Empty without a
     * position: then there are no models. Elsewhere loam, a stream of medium size and 300 m.
     */
    public static Optional<Site> of(
            Double latitude,
            Double longitude,
            Double elevationMetres,
            Surface surface,
            StreamSize stream) {
        if (latitude == null || longitude == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Site(
                        latitude,
                        longitude,
                        elevationMetres == null ? USUAL_ELEVATION_METRES : elevationMetres,
                        surface == null ? Surface.LOAM : surface,
                        stream == null ? StreamSize.MEDIUM : stream));
    }
}
