package io.outpost.core.place;

/**
 * The parameters of a place, as registered.
 *
 * @param latitudeDegrees NaN: not known; so the longitude and the elevation
 * @param staleAfterSeconds 0: the job's default
 * @param removed true: the parameters were taken back
 */
public record PlaceVersion(
        String name,
        double latitudeDegrees,
        double longitudeDegrees,
        double elevationMetres,
        String timeZone,
        int staleAfterSeconds,
        boolean removed) {}
