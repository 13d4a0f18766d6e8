package io.outpost.api.series;

import io.outpost.api.place.ListsOfPlace;
import io.outpost.api.place.PageOfPlace;
import io.outpost.api.place.Place;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.Listing;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * GET /v1/places/{id}/timeseries: quantities by buckets or by rolling windows, as JSON, CSV or
 * NDJSON.
 */
public final class GetTimeseries implements ListsOfPlace {

    private final PlaceStore places;
    private final PlaceSeries series;

    public GetTimeseries(PlaceStore places, Database database, Clock clock) {
        this.places = places;
        this.series = new PlaceSeries(database, clock);
    }

    @Override
    public String path() {
        return "/v1/places/{id}/timeseries";
    }

    @Override
    public Set<String> parameters() {
        return Stream.concat(PlaceSeries.PARAMETERS.stream(), Stream.of("limit", "cursor"))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Reply answer(Request request) {
        String mediaType = request.preferred(Listing.MEDIA_TYPES);
        PageOfPlace page = page(request, places.require(request.variable("id")));
        return page.written(mediaType).withNextPage(request, page.next());
    }

    @Override
    public PageOfPlace page(Request request, Place place) {
        return series.read(request, place);
    }
}
