package io.outpost.api.series;

import io.outpost.api.place.Place;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * GET /v1/places/{id}/timeseries: quantities by buckets or by rolling windows, as JSON, CSV or
 * NDJSON.
 */
public final class GetTimeseries implements Route {

    private static final List<String> SERVED =
            List.of(Reply.JSON, SeriesTable.CSV, SeriesTable.NDJSON);

    private final PlaceStore places;
    private final BucketSeries buckets;
    private final RollingSeries rollings;

    public GetTimeseries(PlaceStore places, Database database, Clock clock) {
        this.places = places;
        this.buckets = new BucketSeries(new PaneStore(database), clock);
        this.rollings = new RollingSeries(new RollingStore(database), clock);
    }

    @Override
    public String path() {
        return "/v1/places/{id}/timeseries";
    }

    @Override
    public Set<String> parameters() {
        return Set.of(
                "quantity", "bucket", "offset", "tz", "rolling", "start", "end", "limit", "cursor");
    }

    @Override
    public Reply answer(Request request) {
        String mediaType = request.preferred(SERVED);
        Place place = places.require(request.variable("id"));
        Series series =
                request.has("rolling")
                        ? rollings.read(request, place)
                        : buckets.read(request, place);
        return written(series, mediaType).withNextPage(request, series.next());
    }

    private static Reply written(Series series, String mediaType) {
        return switch (mediaType) {
            case SeriesTable.CSV -> Reply.text(mediaType, SeriesTable.csv(series));
            case SeriesTable.NDJSON -> Reply.text(mediaType, SeriesTable.ndjson(series));
            default -> Reply.json(series);
        };
    }
}
