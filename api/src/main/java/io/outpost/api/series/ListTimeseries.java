package io.outpost.api.series;

import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.Listing;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** GET /v1/timeseries: quantities of several places by buckets, as JSON, CSV or NDJSON. */
public final class ListTimeseries implements ReadRoute {

    private final ManySeries series;

    public ListTimeseries(PlaceStore places, Database database, Clock clock) {
        this.series = new ManySeries(places, database, clock);
    }

    @Override
    public String path() {
        return "/v1/timeseries";
    }

    @Override
    public Set<String> parameters() {
        return Stream.concat(PlaceSeries.PARAMETERS.stream(), Stream.of("place_id"))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Reply answer(Request request) {
        String mediaType = request.preferred(Listing.MEDIA_TYPES);
        return series.read(request, request.texts("place_id")).written(mediaType);
    }
}
