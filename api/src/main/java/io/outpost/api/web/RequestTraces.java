package io.outpost.api.web;

import io.javalin.http.Context;
import io.opentelemetry.api.trace.SpanKind;
import io.outpost.tracing.Spans;
import io.outpost.tracing.Traceparent;
import java.util.Map;
import java.util.Optional;
import org.slf4j.MDC;

/**
 * The trace of each request: its id stands in all that is logged meanwhile, and where the caller
 * samples it, a span goes to the receiver of traces.
 */
public final class RequestTraces implements AutoCloseable {

    /** By this name in the lines of the log. */
    private static final String IN_LOG = "trace_id";

    private static final String ATTRIBUTE = "io.outpost.trace-id";

    private static final String SPAN = "io.outpost.span";

    private final Spans spans;

    /**
     * @param spans null: no spans are sent
     */
    public RequestTraces(Spans spans) {
        this.spans = spans;
    }

    /** Without spans. */
    public static RequestTraces none() {
        return new RequestTraces(null);
    }

    void begin(Context context) {
        MDC.put(IN_LOG, id(context));
        Traceparent parent =
                spans == null ? null : Traceparent.parse(context.header(Traceparent.HEADER));
        if (parent != null) {
            long nowMillis = System.currentTimeMillis();
            context.attribute(
                    SPAN, spans.begin(context.method().name(), SpanKind.SERVER, parent, nowMillis));
        }
    }

    /** Of the request; where none is made, the one of the caller goes on. */
    static Optional<Traceparent> span(Context context) {
        Spans.Open span = context.attribute(SPAN);
        return span == null
                ? Optional.ofNullable(Traceparent.parse(context.header(Traceparent.HEADER)))
                : Optional.of(span.traceparent());
    }

    @Override
    public void close() {
        if (spans != null) {
            spans.close();
        }
    }

    /** The same for the whole request. */
    static String id(Context context) {
        String known = context.attribute(ATTRIBUTE);
        if (known != null) {
            return known;
        }
        String id = TraceId.of(context.header(Traceparent.HEADER));
        context.attribute(ATTRIBUTE, id);
        return id;
    }

    /**
     * @param route its path with the names of its variables
     */
    void end(Context context, String route) {
        MDC.remove(IN_LOG);
        Spans.Open span = context.attribute(SPAN);
        if (span == null) {
            return;
        }
        span.end(
                context.method() + " " + route,
                System.currentTimeMillis(),
                Map.of(
                        "http.request.method", context.method().name(),
                        "http.route", route,
                        "url.path", context.path(),
                        "http.response.status_code", String.valueOf(context.statusCode())));
    }
}
