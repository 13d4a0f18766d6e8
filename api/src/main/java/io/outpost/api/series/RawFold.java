package io.outpost.api.series;

import io.outpost.api.web.Cursor;
import io.outpost.api.web.Page;
import io.outpost.api.web.ProblemException;
import io.outpost.core.place.SpanFold;
import io.outpost.core.weather.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Folds observations, in the order of time, into the buckets of one page. Knows one bucket at a
 * time, and of each sensor its interval and the newest reading of its rain counter.
 */
final class RawFold {

    /** Bounds the work of one page. */
    static final int MOST_OBSERVATIONS = 100_000;

    private final BucketQuery<Quantity> query;
    private final RawStore store;
    private final SpanFold spans;
    private final List<Point> points = new ArrayList<>();
    private Map<String, Integer> medianGaps;
    private Bucket bucket;
    private Instant asOf = Instant.MIN;
    private int observations;

    RawFold(BucketQuery<Quantity> query, RawStore store) {
        this.query = query;
        this.store = store;
        this.spans = new SpanFold(query.buckets().width());
    }

    /** Adds the next observation; false: it belongs to the next page. */
    boolean add(RawObservation observation) {
        if (bucket == null || !observation.observedAt().isBefore(bucket.end())) {
            endBucket();
            if (points.size() == query.limit()) {
                return false;
            }
            bucket = Bucket.around(observation.observedAt(), query.buckets());
        }
        if (++observations > MOST_OBSERVATIONS) {
            requirePoint();
            return false;
        }
        fold(observation);
        return true;
    }

    /** The page, when there are more observations; a bucket that was only begun is on the next. */
    Page<Point> page() {
        Instant last = points.get(points.size() - 1).end();
        return new Page<>(points, Cursor.after(BucketQuery.CURSOR, last));
    }

    /** The page, when there are no more observations. */
    Page<Point> lastPage() {
        endBucket();
        return new Page<>(points, null);
    }

    private void fold(RawObservation observation) {
        String sensorId = observation.sensorId();
        if (spans.needsCounterBefore(sensorId, observation.quantities())) {
            store.counterBefore(query.placeId(), observation.position())
                    .ifPresent(
                            known ->
                                    spans.startCounter(
                                            sensorId,
                                            known.observedAt().toEpochMilli(),
                                            known.millimetres()));
        }
        spans.add(
                sensorId,
                observation.observedAt().toEpochMilli(),
                intervalSeconds(observation),
                observation.quantities());
        asOf = observation.receivedAt().isAfter(asOf) ? observation.receivedAt() : asOf;
    }

    private int intervalSeconds(RawObservation observation) {
        if (observation.intervalSeconds() > 0) {
            return observation.intervalSeconds();
        }
        if (medianGaps == null) {
            medianGaps = store.medianGaps(query.placeId(), query.range());
        }
        return medianGaps.getOrDefault(observation.sensorId(), 0);
    }

    private void endBucket() {
        if (bucket != null) {
            points.add(RawPoint.of(bucket, spans.end(), query.quantities(), asOf));
            asOf = Instant.MIN;
        }
    }

    private void requirePoint() {
        if (points.isEmpty()) {
            throw ProblemException.invalid(
                    "bucket",
                    "too-many-observations",
                    "the one from %s holds more than %d raw observations; choose a narrower bucket"
                                    .formatted(bucket.start(), MOST_OBSERVATIONS)
                            + " or source=panes");
        }
    }
}
