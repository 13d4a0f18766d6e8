package io.outpost.lakehouse.admit;

import static io.outpost.archive.admit.RawObservations.NOON;
import static io.outpost.archive.admit.RawObservations.observation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.archive.admit.AdmitObservations;
import io.outpost.archive.admit.RawObservation;
import io.outpost.archive.admit.RawObservationSerializer;
import io.outpost.core.place.PlaceBounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropDuplicatesTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** Long after all that is observed. */
    private static final Instant RECEIVED = Instant.parse("2030-01-01T00:00:00Z");

    private KeyedOneInputStreamOperatorTestHarness<String, RawObservation, RawObservation> operator;
    private long receivedMillis = RECEIVED.toEpochMilli();
    private long now = NOON.toEpochMilli();

    @BeforeEach
    void start() throws Exception {
        operator = started(new DropDuplicates(), null);
    }

    @AfterEach
    void stop() throws Exception {
        operator.close();
    }

    @Test
    void theFirstOfASecondStays() throws Exception {
        RawObservation first = observation().celsius(1).build();
        assertEquals(List.of(first), process(first));
        assertEquals(List.of(), process(observation().celsius(2).build()));
        assertEquals(List.of(), process(observation().at(NOON.plusMillis(999)).build()));
        assertEquals(1, process(observation().at(NOON.plusMillis(1000)).build()).size());
        assertEquals(1, process(observation().sensor("other").build()).size());
        assertEquals(1, process(observation().place("elsewhere").build()).size());
    }

    @Test
    void knowsAfterARestoreWhatItHasPassedOn() throws Exception {
        process(observation().build());
        process(observation().at(NOON.plusSeconds(7)).build());
        OperatorSubtaskState snapshot = operator.snapshot(1, 1);
        operator.close();
        operator = started(new DropDuplicates(), snapshot);
        assertEquals(List.of(), process(observation().build()));
        assertEquals(List.of(), process(observation().at(NOON.plusSeconds(7)).build()));
        assertEquals(1, process(observation().at(NOON.plusSeconds(8)).build()).size());
    }

    @Test
    void forgetsHoursThatHaveLeftTheHorizon() throws Exception {
        process(observation().build());
        process(observation().at(NOON.plus(Duration.ofHours(1))).build());
        process(observation().at(NOON.plus(WEEK)).build());
        assertEquals(3, hoursKnown());
        process(observation().at(NOON.plus(WEEK).plus(Duration.ofHours(2))).build());
        assertEquals(2, hoursKnown());
    }

    @Test
    void nothingIsLeftOfAPlaceThatReportsNoMore() throws Exception {
        process(observation().build());
        receivedMillis += Duration.ofDays(3).toMillis();
        process(observation().at(NOON.plusSeconds(1)).build());
        operator.processWatermark(receivedMillis + WEEK.toMillis());
        assertEquals(1, hoursKnown());
        operator.processWatermark(receivedMillis + WEEK.toMillis() + 1);
        assertEquals(0, operator.numKeyedStateEntries());
        assertEquals(0, operator.numEventTimeTimers());
    }

    /** Behind the gate, in logs with everything in them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void passesOnWhatTheTableWithAKeyWouldKeep(long seed) throws Exception {
        Random random = new Random(seed);
        Set<String> keys = new HashSet<>();
        List<RawObservation> expected = new ArrayList<>();
        List<RawObservation> passed = new ArrayList<>();
        int admitted = 0;
        var gate = started(new AdmitObservations(new PlaceBounds(50, 50, 5, 1)), null);
        for (int i = 0; i < 20_000; i++) {
            RawObservation next = next(random);
            gate.processElement(next, receivedMillis);
            operator.processWatermark(receivedMillis - 1);
            for (RawObservation accepted : output(gate)) {
                admitted++;
                if (keys.add(key(accepted))) {
                    expected.add(accepted);
                }
                passed.addAll(process(accepted));
            }
        }
        gate.close();
        assertEquals(expected, passed);
        assertTrue(admitted > expected.size() + 500, "duplicates among it");
        assertTrue(expected.size() > 5_000, "rows: " + expected.size());
    }

    /** Of the one place that has reported. */
    private int hoursKnown() throws Exception {
        KeyedStateBackend<String> states = operator.getOperator().getKeyedStateBackend();
        states.setCurrentKey(observation().build().placeId());
        int hours = 0;
        for (var hour :
                states.getPartitionedState(
                                VoidNamespace.INSTANCE,
                                VoidNamespaceSerializer.INSTANCE,
                                DropDuplicates.SEEN)
                        .keys()) {
            assertEquals("station", hour.f0);
            hours++;
        }
        return hours;
    }

    /** Time goes on, now and then by weeks, of what is observed or of the log alone. */
    private RawObservation next(Random random) {
        now += random.nextInt(400);
        receivedMillis += random.nextInt(1_000);
        if (random.nextInt(1_000) == 0) {
            receivedMillis += 6 * DAY_MILLIS + random.nextInt(48) * DAY_MILLIS / 24;
        }
        if (random.nextInt(500) == 0) {
            now += 8 * DAY_MILLIS;
        }
        return observation()
                .place("place-" + random.nextInt(3))
                .sensor("sensor-" + random.nextInt(3))
                .at(Instant.ofEpochMilli(now + drift(random)))
                .receivedAt(Instant.ofEpochMilli(receivedMillis))
                .build();
    }

    /** Mostly none; around the horizon to the millisecond; far back and far ahead. */
    private static long drift(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> -7 * DAY_MILLIS + random.nextInt(2_000) - 1_000;
            case 1 -> 7 * DAY_MILLIS + random.nextInt(2_000) - 1_000;
            case 2 -> -random.nextInt((int) (7 * DAY_MILLIS));
            case 3, 4, 5, 6 -> -random.nextInt(3_000);
            default -> 0;
        };
    }

    private static String key(RawObservation observation) {
        return "%s/%s@%d"
                .formatted(observation.placeId(), observation.sensorId(), observation.second());
    }

    private List<RawObservation> process(RawObservation observation) throws Exception {
        operator.processElement(observation, receivedMillis);
        return output(operator);
    }

    private static List<RawObservation> output(
            KeyedOneInputStreamOperatorTestHarness<String, RawObservation, RawObservation>
                    harness) {
        List<RawObservation> output = List.copyOf(harness.extractOutputValues());
        harness.getOutput().clear();
        return output;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, RawObservation, RawObservation>
            started(
                    KeyedProcessFunction<String, RawObservation, RawObservation> function,
                    OperatorSubtaskState snapshot)
                    throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(function),
                        RawObservation::placeId,
                        Types.STRING);
        harness.setup(RawObservationSerializer.INSTANCE);
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
        return harness;
    }
}
