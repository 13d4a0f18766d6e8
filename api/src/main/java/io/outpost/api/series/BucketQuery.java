package io.outpost.api.series;

import io.outpost.api.web.Cursor;
import io.outpost.api.web.Page;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One page of buckets to be read: those that start in the range, from an instant on, up to a limit.
 *
 * @param <Q> what names the quantities
 */
record BucketQuery<Q>(
        String placeId,
        Buckets buckets,
        TimeRange range,
        Instant pageFrom,
        Set<Q> quantities,
        int limit) {

    static final String CURSOR = "buckets";

    /** Start of the first bucket that may be on the page. */
    Instant from() {
        return buckets.ceiling(pageFrom);
    }

    /** End of the last bucket of the range. */
    Instant to() {
        return buckets.ceiling(range.end());
    }

    /** Cuts points, one more than the most of a page, into the page. */
    static Page<Point> cut(List<Point> points, int most) {
        return Page.cut(points, most, point -> Cursor.after(CURSOR, point.end()));
    }
}
