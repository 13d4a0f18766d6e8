package io.outpost.api.series;

import io.outpost.api.web.Page;
import io.outpost.core.weather.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Puts buckets together from the panes that start in them; empty buckets are absent. */
final class PaneBuckets {

    /** Bounds the work of one page, however many panes a bucket holds. */
    private static final int MAX_PANES = 50_000;

    /** Bounds it however many quantities are asked for: about a second of adding. */
    private static final int MAX_VALUES = 200_000;

    private final PaneStore panes;

    PaneBuckets(PaneStore panes) {
        this.panes = panes;
    }

    Page<Point> page(BucketQuery<Quantity> query) {
        return page(
                query,
                query.buckets().tier(),
                (part, most) -> panes.panes(query.placeId(), part, query.quantities(), most),
                (bucket, sum) -> point(bucket, sum, query));
    }

    /**
     * A page of what is kept in panes of a tier.
     *
     * @param read the first panes of a segment, at most so many, in the order of time
     */
    static Page<Point> page(
            BucketQuery<?> query,
            Tier tier,
            BiFunction<RangePlan.Segment, Integer, List<Pane>> read,
            BiFunction<Bucket, PaneSum, Point> point) {
        Buckets buckets = query.buckets();
        int inBucket = buckets.maxPanes(tier);
        int most = Math.max(1, Math.min(query.limit(), mostPanes(query) / inBucket));
        // One pane more than fits in so many buckets: enough to know that another bucket follows.
        List<Pane> panes =
                read.apply(
                        new RangePlan.Segment(tier, query.from(), query.to()), most * inBucket + 1);
        List<Point> points =
                cut(panes, buckets).entrySet().stream()
                        .limit(most + 1L)
                        .map(one -> point.apply(Bucket.at(one.getKey(), buckets), one.getValue()))
                        .toList();
        return BucketQuery.cut(points, most);
    }

    private static int mostPanes(BucketQuery<?> query) {
        return Math.min(MAX_PANES, MAX_VALUES / query.quantities().size());
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

    private static Point point(Bucket bucket, PaneSum sum, BucketQuery<Quantity> query) {
        return new Point(
                bucket.start(),
                bucket.end(),
                sum.observations(),
                sum.coverage(bucket.seconds()),
                Value.of(sum, query.quantities()),
                sum.asOf(),
                sum.revision());
    }
}
