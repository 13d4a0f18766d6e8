package io.outpost.api.series;

import io.outpost.api.place.Place;
import io.outpost.api.web.Cursor;
import io.outpost.api.web.Page;
import io.outpost.api.web.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Series of even or local-day buckets, each put together from the panes that start in it; empty
 * buckets are absent.
 */
final class BucketSeries {

    private static final String CURSOR = "buckets";
    private static final int DEFAULT_BUCKETS = 100;

    /** Bounds the work of one page, however many panes a bucket holds. */
    private static final int MAX_PANES = 50_000;

    private final PaneStore panes;
    private final Clock clock;

    BucketSeries(PaneStore panes, Clock clock) {
        this.panes = panes;
        this.clock = clock;
    }

    Series read(Request request, Place place) {
        Set<Quantity> quantities = Series.quantities(request, Quantity.OF_PANES);
        BucketParameters parameters = BucketParameters.of(request);
        int limit = request.limit();
        TimeRange range = range(request, place, parameters);
        Buckets buckets = parameters.between(range.start(), range.end());
        Instant from =
                request.cursor(CURSOR, 1).map(cursor -> cursor.instant(0)).orElseGet(range::start);
        Page<Point> page = page(place, buckets, from, range.end(), quantities, limit);
        return Series.ofBuckets(place, parameters, range, page, quantities);
    }

    /** Cuts panes, in the order of time, into buckets, in the order of time. */
    static Map<Instant, PaneSum> cut(List<Pane> panes, Buckets buckets) {
        Map<Instant, PaneSum> sums = new TreeMap<>();
        panes.forEach(
                pane ->
                        sums.computeIfAbsent(buckets.floor(pane.start()), start -> new PaneSum())
                                .add(pane));
        return sums;
    }

    private TimeRange range(Request request, Place place, BucketParameters parameters) {
        Instant latest = place.latestAt() == null ? clock.instant() : place.latestAt();
        Buckets buckets = parameters.between(latest, latest);
        Instant end = request.instant("end").orElseGet(() -> buckets.next(buckets.floor(latest)));
        Duration reach = buckets.width().multipliedBy(DEFAULT_BUCKETS);
        Instant start = request.instant("start").orElseGet(() -> buckets.ceiling(end.minus(reach)));
        return new TimeRange(start, end);
    }

    private Page<Point> page(
            Place place,
            Buckets buckets,
            Instant from,
            Instant to,
            Set<Quantity> quantities,
            int limit) {
        int most = Math.max(1, Math.min(limit, MAX_PANES / buckets.maxPanes()));
        RangePlan.Segment segment =
                new RangePlan.Segment(buckets.tier(), buckets.ceiling(from), buckets.ceiling(to));
        // One pane more than fits in so many buckets: enough to know that another bucket follows.
        int rows = most * buckets.maxPanes() + 1;
        List<Pane> read = panes.panes(place.placeId(), segment, quantities, rows);
        List<Point> points =
                cut(read, buckets).entrySet().stream()
                        .limit(most + 1L)
                        .map(bucket -> point(bucket, buckets, quantities))
                        .toList();
        return Page.cut(points, most, point -> Cursor.after(CURSOR, point.end()));
    }

    private static Point point(
            Map.Entry<Instant, PaneSum> bucket, Buckets buckets, Set<Quantity> quantities) {
        PaneSum sum = bucket.getValue();
        Instant end = buckets.next(bucket.getKey());
        double seconds = Duration.between(bucket.getKey(), end).toSeconds();
        return new Point(
                bucket.getKey(),
                end,
                sum.observations(),
                sum.coverage(seconds),
                Value.of(sum, quantities),
                sum.asOf(),
                sum.revision());
    }
}
