package io.outpost.conditions.operator;

import io.opentelemetry.api.trace.SpanKind;
import io.outpost.core.place.AlertRow;
import io.outpost.core.place.Emission;
import io.outpost.core.place.PaneRow;
import io.outpost.core.place.PaneWidth;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.TraceMark;
import io.outpost.tracing.Spans;
import io.outpost.tracing.Traceparent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;

/**
 * Follows records that their senders trace to the row of their minute, and to the alerts of the
 * event that closes it. What waits for that is in memory alone: a restart ends it, and nothing else
 * depends on it. Not thread-safe.
 */
final class RecordTraces {
    private static final int MOST_WAITING = 1_000;
    private static final long LONGEST_WAIT_MILLIS = Duration.ofMinutes(15).toMillis();

    private final Spans spans;
    private final LongSupplier clock;
    private final Counter dropped;
    private final Map<Minute, Waiting> waiting = new LinkedHashMap<>();

    /** The event that has closed the minute of a traced record, and that record. */
    private Emission event;

    private Traceparent ofEvent;

    private record Minute(String placeId, long startMillis) {}

    private record Waiting(List<Traceparent> records, long sinceMillis) {}

    /**
     * @param spans null: nothing is traced
     * @param clock processing time, ms
     * @param dropped counts records that are not followed any further
     */
    RecordTraces(Spans spans, LongSupplier clock, Counter dropped) {
        this.spans = spans;
        this.clock = clock;
        this.dropped = dropped;
    }

    /** The span that a record refers to; null: it is not to be traced. */
    Traceparent of(PlaceInput input) {
        if (spans == null || input.reading() == null) {
            return null;
        }
        return Traceparent.ofHeaders(input.origin().headerNames(), input.origin().headerValues());
    }

    /**
     * A record was applied.
     *
     * @param outcome what became of it
     */
    void applied(PlaceInput input, Traceparent record, String outcome) {
        long nowMillis = clock.getAsLong();
        Traceparent applied =
                spans.add(
                        "apply observation",
                        SpanKind.CONSUMER,
                        record,
                        input.receivedAtMillis(),
                        nowMillis,
                        Map.of(
                                "outpost.place_id", input.placeId(),
                                "outpost.sensor_id", input.reading().sensorId(),
                                "outpost.outcome", outcome,
                                "messaging.kafka.offset", Long.toString(input.origin().offset()),
                                "messaging.destination.partition.id",
                                        Integer.toString(input.origin().partition())));
        forget(nowMillis);
        if (waiting.size() >= MOST_WAITING) {
            dropped.inc();
            return;
        }
        Minute minute =
                new Minute(
                        input.placeId(),
                        PaneWidth.MINUTE.startOf(input.reading().observedAtMillis()));
        waiting.computeIfAbsent(minute, m -> new Waiting(new ArrayList<>(), nowMillis))
                .records()
                .add(applied);
    }

    /** What marks a row, behind it; empty for nearly all. */
    List<TraceMark> of(PaneRow row) {
        if (waiting.isEmpty() || row.width() != PaneWidth.MINUTE) {
            return List.of();
        }
        Waiting found = waiting.remove(new Minute(row.placeId(), row.startMillis()));
        if (found == null) {
            return List.of();
        }
        event = row;
        ofEvent = found.records().get(0);
        return found.records().stream().map(record -> mark(row, record)).toList();
    }

    /** What marks an alert, before it; null for nearly all. */
    TraceMark of(AlertRow row) {
        boolean isOfEvent =
                event != null
                        && event.revision() == row.revision()
                        && event.placeId().equals(row.placeId());
        if (!isOfEvent) {
            return null;
        }
        long nowMillis = clock.getAsLong();
        Traceparent alert =
                spans.add(
                        "emit alert",
                        SpanKind.PRODUCER,
                        ofEvent,
                        nowMillis,
                        nowMillis,
                        Map.of(
                                "outpost.place_id", row.placeId(),
                                "outpost.alert_id", row.alertId(),
                                "outpost.subject", row.subject()));
        return mark(row, alert);
    }

    /** The oldest come first. */
    private void forget(long nowMillis) {
        Iterator<Waiting> oldest = waiting.values().iterator();
        while (oldest.hasNext() && nowMillis - oldest.next().sinceMillis() > LONGEST_WAIT_MILLIS) {
            oldest.remove();
            dropped.inc();
        }
    }

    private static TraceMark mark(Emission emission, Traceparent span) {
        return new TraceMark(
                emission.placeId(), emission.revision(), emission.asOfMillis(), span.toString());
    }
}
