package io.outpost.api.series;

import io.outpost.api.place.Place;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.Page;
import io.outpost.api.web.Request;
import io.outpost.core.weather.Quantity;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Series of even or local-day buckets, from stored panes or from raw observations. */
final class BucketSeries {

    private static final int DEFAULT_BUCKETS = 100;

    private final PaneBuckets panes;
    private final RawBuckets raw;
    private final Clock clock;

    BucketSeries(Database database, Clock clock) {
        this.panes = new PaneBuckets(new PaneStore(database));
        this.raw = new RawBuckets(new RawStore(database));
        this.clock = clock;
    }

    Series read(Request request, Place place) {
        Set<Quantity> quantities = Series.quantities(request, Quantities.OF_PANES);
        BucketParameters parameters = BucketParameters.of(request);
        int limit = request.limit();
        TimeRange range = parameters.check(range(request, place, parameters));
        Instant from =
                request.cursor(BucketQuery.CURSOR, 1)
                        .map(cursor -> range.nearest(cursor.instant(0)))
                        .orElseGet(range::start);
        Buckets buckets = parameters.between(range.start(), range.end());
        BucketQuery query =
                new BucketQuery(place.placeId(), buckets, range, from, quantities, limit);
        Page<Point> page = parameters.source() == Source.RAW ? raw.page(query) : panes.page(query);
        List<Point> points = Point.shown(page.items(), Digits.of(request));
        return Series.ofBuckets(place, parameters, range, points, request.next(page), quantities);
    }

    private TimeRange range(Request request, Place place, BucketParameters parameters) {
        Instant latest = place.latestAt() == null ? clock.instant() : place.latestAt();
        Buckets buckets = parameters.between(latest, latest);
        Instant end = request.instant("end").orElseGet(() -> buckets.next(buckets.floor(latest)));
        Instant start =
                request.instant("start")
                        .orElseGet(
                                () ->
                                        buckets.ceiling(
                                                end.minus(parameters.reach(DEFAULT_BUCKETS))));
        return new TimeRange(start, end);
    }
}
