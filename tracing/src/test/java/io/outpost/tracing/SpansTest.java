package io.outpost.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.opentelemetry.api.trace.SpanKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpansTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final String SAMPLED = "00-" + TRACE + "-" + PARENT + "-01";

    @Test
    void aSpanGoesToTheReceiverAsAChildOfItsParent() throws Exception {
        try (TraceReceiver receiver = new TraceReceiver()) {
            Traceparent child;
            try (Spans spans = new Spans(receiver.url(), "outpost-test")) {
                child =
                        spans.add(
                                "apply observation",
                                SpanKind.CONSUMER,
                                Traceparent.parse(SAMPLED),
                                1_000,
                                1_250,
                                Map.of("outpost.place_id", "nyc-jfk"));
            }
            TraceReceiver.Received received =
                    new TraceReceiver.Received(
                            "outpost-test",
                            "apply observation",
                            TRACE,
                            child.spanId(),
                            PARENT,
                            250_000_000,
                            Map.of("outpost.place_id", "nyc-jfk"));
            assertEquals(List.of(received), receiver.spans());
            assertEquals(TRACE, child.traceId());
        }
    }

    /** The clock of who began may be ahead. */
    @Test
    void noSpanEndsBeforeItBegins() throws Exception {
        try (TraceReceiver receiver = new TraceReceiver()) {
            try (Spans spans = new Spans(receiver.url(), "outpost-test")) {
                spans.add(
                        "early",
                        SpanKind.INTERNAL,
                        Traceparent.parse(SAMPLED),
                        9_000,
                        1_000,
                        Map.of());
            }
            assertEquals(0, receiver.spans().get(0).nanos());
        }
    }

    @Test
    void aReceiverThatIsAwayHoldsUpNobody() {
        try (Spans spans = new Spans("http://127.0.0.1:9/v1/traces", "outpost-test")) {
            spans.add("lost", SpanKind.INTERNAL, Traceparent.parse(SAMPLED), 1, 2, Map.of());
        }
    }

    @Test
    void aHeaderIsFoundAmongOthers() {
        String[] names = {"outpost.type", "traceparent"};
        byte[][] values = {{1}, SAMPLED.getBytes(StandardCharsets.ISO_8859_1)};
        assertEquals(new Traceparent(TRACE, PARENT), Traceparent.ofHeaders(names, values));
        assertEquals(SAMPLED, Traceparent.ofHeaders(names, values).toString());
        assertNull(Traceparent.ofHeaders(new String[] {"outpost.type"}, new byte[][] {{1}}));
        assertNull(Traceparent.ofHeaders(null, null));
        assertNull(Traceparent.ofHeaders(new String[] {"traceparent"}, new byte[][] {null}));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n",
            })
    void whatIsNotSampledOrMalformedIsNotTraced(String text) {
        assertNull(Traceparent.parse(text));
    }
}
