package io.outpost.api.place;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.time.Clock;
import java.util.Map;

/** GET /v1/places/{id}: one place, its parameters, and what became of its records. */
public final class GetPlace implements ReadRoute {

    static final Map<String, String> UNITS =
            Map.of(
                    "age_s", "s",
                    "aspect_degrees", "deg",
                    "elevation_metres", "m",
                    "latitude", "deg",
                    "longitude", "deg",
                    "stale_after_seconds", "s",
                    "wind_height_metres", "m");

    private final PlaceStore places;
    private final Clock clock;

    public GetPlace(PlaceStore places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    /** The place with the units of its values. */
    record OnePlace(@JsonUnwrapped @JsonProperty PlaceView place, Map<String, String> units) {}

    @Override
    public String path() {
        return "/v1/places/{id}";
    }

    @Override
    public Reply answer(Request request) {
        Place place = places.require(request.variable("id"));
        return Reply.json(
                new OnePlace(PlaceView.of(new Found(place, null), clock.instant()), UNITS));
    }
}
