package io.outpost.ingest;

import io.opentelemetry.api.trace.SpanKind;
import io.outpost.tracing.SampledTraces;
import io.outpost.tracing.Spans;
import io.outpost.tracing.Traceparent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The trace of what brings records to the log, where it is sampled: a span of its own, and the
 * header by which the records go on with it.
 */
public final class RecordTrace {
    private static final int LONGEST_ATTRIBUTE = 200;

    private final String name;
    private final Optional<Spans.Open> span;

    private RecordTrace(String name, Optional<Spans.Open> span) {
        this.name = name;
        this.span = span;
    }

    /**
     * Begins one, if it is sampled.
     *
     * @param name of the span, the same for all of its kind
     */
    public static RecordTrace begin(
            SampledTraces traces, String name, SpanKind kind, long nowMillis) {
        return new RecordTrace(name, traces.begin(name, kind, nowMillis));
    }

    /** Of each record; empty where it is not sampled. */
    public List<Header> headers() {
        return headers(span.map(Spans.Open::traceparent));
    }

    /** Of a record that belongs to a span of another's trace; empty without one. */
    public static List<Header> headers(Optional<Traceparent> span) {
        return span
                .map(one -> new RecordHeader(Traceparent.HEADER, one.bytes()))
                .map(Header.class::cast)
                .stream()
                .toList();
    }

    /**
     * Ends the span.
     *
     * @param attributes of which strangers may have made the values: cut after 200 characters
     */
    public void end(Map<String, String> attributes, long nowMillis) {
        span.ifPresent(
                open -> {
                    Map<String, String> bounded = new HashMap<>();
                    attributes.forEach((key, value) -> bounded.put(key, cut(value)));
                    open.end(name, nowMillis, bounded);
                });
    }

    private static String cut(String value) {
        return value.length() <= LONGEST_ATTRIBUTE ? value : value.substring(0, LONGEST_ATTRIBUTE);
    }
}
