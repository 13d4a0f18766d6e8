package io.outpost.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.SpanKind;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampledTracesTest {
    @Test
    void aTraceBeginsHereAndGoesToTheReceiver() throws Exception {
        try (TraceReceiver receiver = new TraceReceiver()) {
            Traceparent first;
            Traceparent second;
            try (SampledTraces traces = SampledTraces.of(receiver.url(), "outpost-test", 1)) {
                first = ended(traces);
                second = ended(traces);
            }
            assertTrue(!first.traceId().equals(second.traceId()));
            assertEquals(first, Traceparent.parse(first.toString()));
            TraceReceiver.Received received = receiver.ofTrace(first.traceId()).get(0);
            assertEquals("take message", received.name());
            assertEquals(first.spanId(), received.spanId());
            assertEquals("", received.parentSpanId());
            assertEquals(2, receiver.spans().size());
        }
    }

    private static Traceparent ended(SampledTraces traces) {
        Spans.Open span = traces.begin("take message", SpanKind.CONSUMER, 1_000).orElseThrow();
        span.end("take message", 1_250, Map.of());
        return span.traceparent();
    }

    @Test
    void ofManyOnlySomeAreSampled() {
        try (SampledTraces traces = SampledTraces.of("http://127.0.0.1:9/v1/traces", "test", 100)) {
            long sampled =
                    IntStream.range(0, 100_000)
                            .filter(i -> traces.begin("one", SpanKind.CONSUMER, i).isPresent())
                            .count();
            // Six deviations to both sides.
            assertTrue(sampled > 800 && sampled < 1_200, String.valueOf(sampled));
        }
    }

    @Test
    void withoutAReceiverThereIsNone() {
        try (SampledTraces off = SampledTraces.of("", "test", 1)) {
            assertEquals(Optional.empty(), off.begin("one", SpanKind.CONSUMER, 1));
        }
        assertEquals(Optional.empty(), SampledTraces.none().begin("one", SpanKind.CONSUMER, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_001})
    void aShareOutOfRangeIsRejected(int oneIn) {
        assertThrows(IllegalArgumentException.class, () -> SampledTraces.of("", "test", oneIn));
    }
}
