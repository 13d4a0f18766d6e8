package io.outpost.core.place;

import io.outpost.core.model.StreamSize;
import io.outpost.core.model.Surface;

/**
 * The parameters of a place, as registered.
 *
 * @param latitudeDegrees NaN: not known; so the longitude, the elevation and the aspect
 * @param staleAfterSeconds 0: the job's default
 * @param surface null: not known; so the size of the stream
 * @param aspectDegrees where the slope faces, clockwise from north
 * @param windHeightMetres height of the anemometer above the ground; NaN: not known
 * @param attribution whom to name with its data; null: nobody
 * @param removed true: the parameters were taken back
 */
public record PlaceVersion(
        String name,
        double latitudeDegrees,
        double longitudeDegrees,
        double elevationMetres,
        String timeZone,
        int staleAfterSeconds,
        Surface surface,
        StreamSize streamSize,
        double aspectDegrees,
        double windHeightMetres,
        String attribution,
        boolean removed) {
    /** Of whose data nobody is named. */
    public PlaceVersion(
            String name,
            double latitudeDegrees,
            double longitudeDegrees,
            double elevationMetres,
            String timeZone,
            int staleAfterSeconds,
            Surface surface,
            StreamSize streamSize,
            double aspectDegrees,
            double windHeightMetres,
            boolean removed) {
        this(
                name,
                latitudeDegrees,
                longitudeDegrees,
                elevationMetres,
                timeZone,
                staleAfterSeconds,
                surface,
                streamSize,
                aspectDegrees,
                windHeightMetres,
                null,
                removed);
    }

    /** Of which no more is known than where it is. */
    public static PlaceVersion at(
            String name,
            double latitudeDegrees,
            double longitudeDegrees,
            double elevationMetres,
            String timeZone,
            int staleAfterSeconds) {
        return new PlaceVersion(
                name,
                latitudeDegrees,
                longitudeDegrees,
                elevationMetres,
                timeZone,
                staleAfterSeconds,
                null,
                null,
                Double.NaN,
                Double.NaN,
                false);
    }

    /** That takes the parameters of a place back. */
    public static PlaceVersion removal(String placeId) {
        return new PlaceVersion(
                placeId,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                "UTC",
                0,
                null,
                null,
                Double.NaN,
                Double.NaN,
                true);
    }
}
