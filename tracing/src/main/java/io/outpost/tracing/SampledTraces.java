package io.outpost.tracing;

import io.opentelemetry.api.trace.SpanKind;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Begins a trace for one of so many things that come by a way on which nobody can say that theirs
 * is sampled, such as MQTT 3.1.1. Which one, chance decides. Thread-safe.
 */
public final class SampledTraces implements AutoCloseable {
    public static final int MOST_ONE_IN = 1_000_000;

    private final Spans spans;
    private final int oneIn;

    private SampledTraces(Spans spans, int oneIn) {
        this.spans = spans;
        this.oneIn = oneIn;
    }

    /** Begins none. */
    public static SampledTraces none() {
        return new SampledTraces(null, 1);
    }

    /**
     * Begins one in so many.
     *
     * @param url of the receiver; empty: none is begun
     * @param service as which the spans are shown
     * @param oneIn of so many one is sampled, 1 (each) to 1,000,000
     * @throws IllegalArgumentException when it is out of that range
     */
    public static SampledTraces of(String url, String service, int oneIn) {
        if (oneIn < 1 || oneIn > MOST_ONE_IN) {
            throw new IllegalArgumentException("must be 1 to " + MOST_ONE_IN + ", is " + oneIn);
        }
        return new SampledTraces(Spans.orNull(url, service), oneIn);
    }

    /** The first span of a trace; empty: this one is not sampled. */
    public Optional<Spans.Open> begin(String name, SpanKind kind, long nowMillis) {
        return spans != null && ThreadLocalRandom.current().nextInt(oneIn) == 0
                ? Optional.of(spans.beginTrace(name, kind, nowMillis))
                : Optional.empty();
    }

    @Override
    public void close() {
        if (spans != null) {
            spans.close();
        }
    }
}
