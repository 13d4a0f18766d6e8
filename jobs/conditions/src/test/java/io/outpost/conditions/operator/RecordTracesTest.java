package io.outpost.conditions.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.condition.Driver;
import io.outpost.core.place.AlertRow;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PaneRow;
import io.outpost.core.place.PaneWidth;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.Reading;
import io.outpost.core.place.RollingMeans;
import io.outpost.core.place.TraceMark;
import io.outpost.core.weather.Quantity;
import io.outpost.tracing.Spans;
import io.outpost.tracing.TraceReceiver;
import io.outpost.tracing.Traceparent;
import java.util.List;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordTracesTest {
    private static final long NOON = 1_719_835_200_000L;
    private static final long MINUTE = 60_000;
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Traceparent SENDER = new Traceparent(TRACE, "00f067aa0ba902b7");

    private final SimpleCounter dropped = new SimpleCounter();
    private long nowMillis = NOON;
    private TraceReceiver receiver;
    private Spans spans;
    private RecordTraces traces;

    @BeforeEach
    void open() throws Exception {
        receiver = new TraceReceiver();
        spans = new Spans(receiver.url(), "outpost-conditions");
        traces = new RecordTraces(spans, () -> nowMillis, dropped);
    }

    @AfterEach
    void close() {
        spans.close();
        receiver.close();
    }

    @Test
    void aRecordIsFollowedToTheRowOfItsMinuteAndToTheAlertOfTheSameEvent() {
        PlaceInput input = input("p", NOON + 7_000, SENDER.bytes());
        Traceparent found = traces.of(input);
        assertEquals(SENDER, found);
        traces.applied(input, found, "accepted");
        assertEquals(List.of(), traces.of(pane("p", PaneWidth.MINUTE, NOON - MINUTE, 8)));
        assertEquals(List.of(), traces.of(pane("q", PaneWidth.MINUTE, NOON, 8)));
        assertEquals(List.of(), traces.of(pane("p", PaneWidth.HOUR, NOON, 8)));
        List<TraceMark> marks = traces.of(pane("p", PaneWidth.MINUTE, NOON, 9));
        assertEquals(1, marks.size());
        assertNull(traces.of(alert("p", 10)), "of another event");
        assertNull(traces.of(alert("q", 9)), "of another place");
        TraceMark alert = traces.of(alert("p", 9));
        assertTrue(traces.of(pane("p", PaneWidth.MINUTE, NOON, 11)).isEmpty(), "rewritten later");
        spans.close();
        assertEquals(
                List.of("apply observation", "emit alert"),
                receiver.ofTrace(TRACE).stream().map(TraceReceiver.Received::name).toList());
        TraceReceiver.Received applied = receiver.spans().get(0);
        TraceReceiver.Received emitted = receiver.spans().get(1);
        assertEquals(SENDER.spanId(), applied.parentSpanId());
        assertEquals("accepted", applied.attributes().get("outpost.outcome"));
        assertEquals(applied.spanId(), emitted.parentSpanId());
        assertEquals(applied.spanId(), Traceparent.parse(marks.get(0).traceparent()).spanId());
        assertEquals(emitted.spanId(), Traceparent.parse(alert.traceparent()).spanId());
    }

    @Test
    void recordsThatNobodyTracesAreNotLookedAtTwice() {
        assertNull(traces.of(input("p", NOON, null)));
        byte[] unsampled = SENDER.bytes();
        unsampled[unsampled.length - 1] = '0';
        assertNull(traces.of(input("p", NOON, unsampled)));
        RecordTraces off = new RecordTraces(null, () -> nowMillis, dropped);
        assertNull(off.of(input("p", NOON, SENDER.bytes())));
        assertTrue(off.of(pane("p", PaneWidth.MINUTE, NOON, 1)).isEmpty());
        assertNull(off.of(alert("p", 1)));
    }

    @Test
    void whatWaitsIsBoundedInNumberAndTime() {
        for (int minute = 0; minute < 1_001; minute++) {
            applied("p", NOON + minute * MINUTE);
        }
        assertEquals(1, dropped.getCount());
        assertTrue(traces.of(pane("p", PaneWidth.MINUTE, NOON + 1_000 * MINUTE, 1)).isEmpty());
        nowMillis += 16 * MINUTE;
        applied("q", NOON);
        assertEquals(1_001, dropped.getCount());
        assertTrue(traces.of(pane("p", PaneWidth.MINUTE, NOON, 1)).isEmpty());
        assertEquals(1, traces.of(pane("q", PaneWidth.MINUTE, NOON, 1)).size());
    }

    private void applied(String placeId, long observedAtMillis) {
        PlaceInput input = input(placeId, observedAtMillis, SENDER.bytes());
        traces.applied(input, SENDER, "accepted");
    }

    private static PlaceInput input(String placeId, long observedAtMillis, byte[] traceparent) {
        Origin origin =
                new Origin(
                        0,
                        17,
                        new byte[0],
                        new byte[0],
                        new String[] {"outpost.type", Traceparent.HEADER},
                        new byte[][] {{1}, traceparent});
        return PlaceInput.of(
                placeId,
                new Reading(
                        1,
                        "s",
                        observedAtMillis,
                        NOON,
                        0,
                        new double[Quantity.COUNT],
                        0,
                        0,
                        origin));
    }

    private static PaneRow pane(String placeId, PaneWidth width, long startMillis, long revision) {
        return new PaneRow(
                placeId,
                width,
                startMillis,
                0,
                Double.NaN,
                0,
                new int[0],
                new double[0],
                new double[0],
                new double[0],
                0,
                Double.NaN,
                new RollingMeans[0],
                revision,
                NOON);
    }

    private static AlertRow alert(String placeId, long revision) {
        return new AlertRow(
                "a",
                "e",
                "BEGAN",
                placeId,
                "HEAT",
                NOON,
                NOON,
                0,
                "DANGER",
                "DANGER",
                new Driver[0],
                false,
                revision,
                NOON);
    }
}
