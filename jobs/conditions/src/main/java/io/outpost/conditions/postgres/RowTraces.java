package io.outpost.conditions.postgres;

import io.opentelemetry.api.trace.SpanKind;
import io.outpost.core.place.TraceMark;
import io.outpost.tracing.Spans;
import io.outpost.tracing.Traceparent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Continues the traces of rows to their commit. */
final class RowTraces {
    private final Spans spans;
    private final LongSupplier clock;
    private final List<Waiting> waiting = new ArrayList<>();

    private record Waiting(TraceMark mark, long sinceMillis) {}

    /**
     * @param spans null: nothing is traced
     * @param clock processing time, ms
     */
    RowTraces(Spans spans, LongSupplier clock) {
        this.spans = spans;
        this.clock = clock;
    }

    void add(TraceMark mark) {
        waiting.add(new Waiting(mark, clock.getAsLong()));
    }

    void committed() {
        if (waiting.isEmpty()) {
            return;
        }
        if (spans != null) {
            long nowMillis = clock.getAsLong();
            waiting.forEach(one -> send(one, nowMillis));
        }
        waiting.clear();
    }

    private void send(Waiting one, long nowMillis) {
        Traceparent parent = Traceparent.parse(one.mark().traceparent());
        if (parent != null) {
            spans.add(
                    "write row",
                    SpanKind.CLIENT,
                    parent,
                    one.sinceMillis(),
                    nowMillis,
                    Map.of(
                            "db.system.name",
                            "postgresql",
                            "outpost.place_id",
                            one.mark().placeId()));
        }
    }
}
