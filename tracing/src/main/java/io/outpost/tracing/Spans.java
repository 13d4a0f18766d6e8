package io.outpost.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Sends spans to a receiver by OTLP over HTTP, from a thread of its own; what it cannot send is
 * dropped. Continues traces that somebody else has sampled, and begins those that its caller
 * samples ({@link SampledTraces}); it decides about none.
 */
public final class Spans implements AutoCloseable {
    private static final long LONGEST_END_SECONDS = 3;

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /**
     * @param url of the receiver, such as http://jaeger:4318/v1/traces
     * @param service as which the spans are shown
     */
    public Spans(String url, String service) {
        provider =
                SdkTracerProvider.builder()
                        .setResource(
                                Resource.getDefault().toBuilder()
                                        .put(AttributeKey.stringKey("service.name"), service)
                                        .build())
                        .setSampler(Sampler.parentBased(Sampler.alwaysOn()))
                        .addSpanProcessor(
                                BatchSpanProcessor.builder(
                                                OtlpHttpSpanExporter.builder()
                                                        .setEndpoint(url)
                                                        .build())
                                        .build())
                        .build();
        tracer = provider.get("io.outpost");
    }

    /** Null where the URL is empty: nothing is traced. */
    public static Spans orNull(String url, String service) {
        return url.isEmpty() ? null : new Spans(url, service);
    }

    /** A span that is over; returns it for others to refer to. */
    public Traceparent add(
            String name,
            SpanKind kind,
            Traceparent parent,
            long fromMillis,
            long untilMillis,
            Map<String, String> attributes) {
        Open span = begin(name, kind, parent, Math.min(fromMillis, untilMillis));
        span.end(name, untilMillis, attributes);
        return span.traceparent();
    }

    /** A span that others may refer to before it is over. */
    public Open begin(String name, SpanKind kind, Traceparent parent, long fromMillis) {
        SpanContext remote =
                SpanContext.createFromRemoteParent(
                        parent.traceId(),
                        parent.spanId(),
                        TraceFlags.getSampled(),
                        TraceState.getDefault());
        return new Open(
                tracer.spanBuilder(name)
                        .setParent(Context.root().with(Span.wrap(remote)))
                        .setSpanKind(kind)
                        .setStartTimestamp(fromMillis, TimeUnit.MILLISECONDS)
                        .startSpan());
    }

    /** The first span of a trace, which is sampled. */
    Open beginTrace(String name, SpanKind kind, long fromMillis) {
        return new Open(
                tracer.spanBuilder(name)
                        .setNoParent()
                        .setSpanKind(kind)
                        .setStartTimestamp(fromMillis, TimeUnit.MILLISECONDS)
                        .startSpan());
    }

    /** A span that is not over yet. */
    public static final class Open {
        private final Span span;

        private Open(Span span) {
            this.span = span;
        }

        public Traceparent traceparent() {
            return new Traceparent(
                    span.getSpanContext().getTraceId(), span.getSpanContext().getSpanId());
        }

        /** Ends it, under the name that it has by now. */
        public void end(String name, long untilMillis, Map<String, String> attributes) {
            span.updateName(name);
            attributes.forEach(span::setAttribute);
            span.end(untilMillis, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Sends what waits, for 3 s at most, since a task that ends waits for it, and ends the thread.
     */
    @Override
    public void close() {
        provider.shutdown().join(LONGEST_END_SECONDS, TimeUnit.SECONDS);
    }
}
