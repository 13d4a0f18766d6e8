package io.outpost.api.series;

import io.outpost.core.place.Span;
import io.outpost.core.weather.Quantity;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Turns what was observed in a bucket into a point of a series. */
final class RawPoint {

    private RawPoint() {}

    /** asOf: when the newest of the observations was received. */
    static Point of(Bucket bucket, Span span, Set<Quantity> quantities, Instant asOf) {
        Map<String, Value> values = new TreeMap<>();
        quantities.forEach(
                quantity ->
                        values.put(
                                quantity.columnName(),
                                Value.of(quantity, one -> stats(span, one))));
        return new Point(
                bucket.start(),
                bucket.end(),
                (long) span.observations(),
                number(span.coverage(bucket.seconds())),
                values,
                asOf,
                null);
    }

    private static Stats stats(Span span, Quantity quantity) {
        if (quantity.kind() == Quantity.Kind.SUM) {
            return new Stats(span.rainCount(), null, null, number(span.rainTotalMillimetres()));
        }
        int count = span.count(quantity);
        return count == 0
                ? Stats.NONE
                : new Stats(count, span.min(quantity), span.max(quantity), span.sum(quantity));
    }

    private static Double number(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }
}
