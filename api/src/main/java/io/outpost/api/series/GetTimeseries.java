package io.outpost.api.series;

import io.outpost.api.display.Display;
import io.outpost.api.place.Place;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.Access;
import io.outpost.api.web.Last;
import io.outpost.api.web.Listing;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import java.time.Clock;
import java.util.Set;

/**
 * GET /v1/places/{id}/timeseries: quantities by buckets or by rolling windows, as JSON, CSV or
 * NDJSON.
 */
public final class GetTimeseries implements Route {

    private final PlaceStore places;
    private final BucketSeries buckets;
    private final RollingSeries rollings;

    public GetTimeseries(PlaceStore places, Database database, Clock clock) {
        this.places = places;
        this.buckets = new BucketSeries(database, clock);
        this.rollings = new RollingSeries(new RollingStore(database), clock);
    }

    @Override
    public String path() {
        return "/v1/places/{id}/timeseries";
    }

    @Override
    public Access access() {
        return Access.READ;
    }

    @Override
    public Set<String> parameters() {
        return Display.parametersAnd(
                "quantity",
                "bucket",
                "offset",
                "tz",
                "source",
                "rolling",
                "start",
                "end",
                Last.PARAMETER,
                "limit",
                "cursor");
    }

    @Override
    public Reply answer(Request request) {
        String mediaType = request.preferred(Listing.MEDIA_TYPES);
        Place place = places.require(request.variable("id"));
        Series series =
                request.has("rolling")
                        ? rollings.read(request, place)
                        : buckets.read(request, place);
        return series.written(mediaType).withNextPage(request, series.next());
    }
}
