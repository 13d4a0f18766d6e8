package io.outpost.api.place;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/** A place as the API shows it. */
record PlaceView(
        String placeId,
        String name,
        boolean registered,
        Position position,
        @JsonInclude(JsonInclude.Include.NON_NULL) Double distanceM,
        Double elevationMetres,
        String timeZone,
        String surface,
        String streamSize,
        Double aspectDegrees,
        Double windHeightMetres,
        String attribution,
        @JsonUnwrapped @JsonProperty Freshness freshness,
        Place.Counters counters,
        Instant asOf,
        long revision) {

    /** One of a list, with its distance where there is a centre. */
    static PlaceView of(Found found, Instant now) {
        Place place = found.place();
        return new PlaceView(
                place.placeId(),
                place.name(),
                place.registered(),
                Position.of(place),
                found.shownMetres(),
                place.elevationMetres(),
                place.timeZone(),
                place.surface(),
                place.streamSize(),
                place.aspectDegrees(),
                place.windHeightMetres(),
                place.attribution(),
                Freshness.of(place, now),
                place.counters(),
                place.asOf(),
                place.revision());
    }
}
