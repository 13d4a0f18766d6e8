package io.outpost.api.series;

import io.outpost.place.Channel;
import io.outpost.place.Span;
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
                quantity -> values.put(quantity.id(), Value.of(quantity, stats(span, quantity))));
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
        if (quantity.isTotal()) {
            return new Stats(span.rainCount(), null, null, number(span.rainTotalMillimetres()));
        }
        Channel channel = Channel.valueOf(quantity.name());
        int count = span.count(channel);
        return count == 0
                ? Stats.NONE
                : new Stats(count, span.min(channel), span.max(channel), span.sum(channel));
    }

    private static Double number(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }
}
