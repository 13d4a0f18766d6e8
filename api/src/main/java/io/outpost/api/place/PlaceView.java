package io.outpost.api.place;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/** A place as the API shows it. */
record PlaceView(
        String placeId,
        String name,
        boolean registered,
        Position position,
        Double elevationMetres,
        String timeZone,
        String surface,
        String streamSize,
        Double aspectDegrees,
        Double windHeightMetres,
        @JsonUnwrapped @JsonProperty Freshness freshness,
        Place.Counters counters,
        Instant asOf,
        long revision) {

    /** WGS 84, degrees north and east. */
    record Position(double latitude, double longitude) {}

    static PlaceView of(Place place, Instant now) {
        return new PlaceView(
                place.placeId(),
                place.name(),
                place.registered(),
                position(place),
                place.elevationMetres(),
                place.timeZone(),
                place.surface(),
                place.streamSize(),
                place.aspectDegrees(),
                place.windHeightMetres(),
                Freshness.of(place, now),
                place.counters(),
                place.asOf(),
                place.revision());
    }

    private static Position position(Place place) {
        if (place.latitude() == null || place.longitude() == null) {
            return null;
        }
        return new Position(place.latitude(), place.longitude());
    }
}
