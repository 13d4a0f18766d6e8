package io.outpost.cli.replay.mapping;

import io.outpost.cli.yaml.MistakeException;
import io.outpost.core.place.ParameterRange;

/**
 * How a place that a mapping does not list is registered from its rows. The columns may be null:
 * not there.
 *
 * @param name null: the id
 * @param latitude column, degrees
 * @param longitude column, degrees
 * @param elevationMetres column, m
 * @param timeZone the same for all; by default UTC
 * @param staleAfterSeconds the same for all; null: the job's default
 * @param windHeightMetres height of the anemometers, the same for all; null: not known
 */
public record PlaceSource(
        IdSource name,
        String latitude,
        String longitude,
        String elevationMetres,
        String timeZone,
        Integer staleAfterSeconds,
        Double windHeightMetres) {
    public PlaceSource {
        timeZone = timeZone == null ? "UTC" : timeZone;
        PlaceCheck.zone(timeZone, "timeZone");
        PlaceCheck.staleAfter(staleAfterSeconds, "staleAfterSeconds");
        PlaceCheck.within(ParameterRange.WIND_HEIGHT_METRES, windHeightMetres, "windHeightMetres");
        if ((latitude == null) != (longitude == null)) {
            throw new MistakeException("needs both latitude and longitude, or none of them");
        }
    }
}
