package io.outpost.deliver.channel;

import io.opentelemetry.api.trace.SpanKind;
import io.outpost.deliver.send.Outcome;
import io.outpost.tracing.Spans;
import io.outpost.tracing.Traceparent;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Goes on with traces that alerts came with: a span for each try. Thread-safe. */
public final class SendTraces {
    private final Spans spans;

    /**
     * @param spans null: none are sent
     */
    public SendTraces(Spans spans) {
        this.spans = spans;
    }

    void sent(Kind kind, Due due, Outcome outcome, Instant began, Instant ended) {
        Traceparent parent = Traceparent.parse(due.traceparent());
        if (spans == null || parent == null) {
            return;
        }
        spans.add(
                "deliver by " + kind.name().toLowerCase(Locale.ROOT),
                SpanKind.CLIENT,
                parent,
                began.toEpochMilli(),
                ended.toEpochMilli(),
                Map.of(
                        "outpost.alert_id",
                        due.alertId(),
                        "outpost.outcome",
                        outcome.result().name().toLowerCase(Locale.ROOT)));
    }
}
