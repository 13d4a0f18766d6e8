package io.outpost.api.series;

import io.outpost.api.web.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts buckets together from the panes that start in them; empty buckets are absent. */
final class PaneBuckets {

    /** Bounds the work of one page, however many panes a bucket holds. */
    private static final int MAX_PANES = 50_000;

    private final PaneStore panes;

    PaneBuckets(PaneStore panes) {
        this.panes = panes;
    }

    Page<Point> page(BucketQuery query) {
        Buckets buckets = query.buckets();
        int most = Math.max(1, Math.min(query.limit(), MAX_PANES / buckets.maxPanes()));
        RangePlan.Segment segment = new RangePlan.Segment(buckets.tier(), query.from(), query.to());
        // One pane more than fits in so many buckets: enough to know that another bucket follows.
        int rows = most * buckets.maxPanes() + 1;
        List<Pane> read = panes.panes(query.placeId(), segment, query.quantities(), rows);
        List<Point> points =
                cut(read, buckets).entrySet().stream()
                        .limit(most + 1L)
                        .map(bucket -> point(bucket.getKey(), bucket.getValue(), query))
                        .toList();
        return BucketQuery.cut(points, most);
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

    private static Point point(Instant start, PaneSum sum, BucketQuery query) {
        Instant end = query.buckets().next(start);
        return new Point(
                start,
                end,
                sum.observations(),
                sum.coverage((double) Duration.between(start, end).toSeconds()),
                Value.of(sum, query.quantities()),
                sum.asOf(),
                sum.revision());
    }
}
