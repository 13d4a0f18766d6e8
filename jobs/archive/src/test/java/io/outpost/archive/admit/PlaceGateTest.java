package io.outpost.archive.admit;

import static io.outpost.archive.admit.RawObservations.NOON;
import static io.outpost.archive.admit.RawObservations.observation;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class PlaceGateTest {
    private final List<Instant> accepted = new ArrayList<>();
    private final List<Instant> late = new ArrayList<>();
    private final List<Instant> unconfirmed = new ArrayList<>();
    private PlaceGate gate = PlaceGate.UNKNOWN;

    @Test
    void acceptsWhatIsWithinTheHourHorizonInAnyOrder() {
        observe(NOON, NOON.minus(Duration.ofDays(7)), NOON.plus(Duration.ofDays(7)));
        assertEquals(
                List.of(NOON, NOON.minus(Duration.ofDays(7)), NOON.plus(Duration.ofDays(7))),
                accepted);
    }

    @Test
    void whatIsBehindTheHourHorizonIsLate() {
        Instant old = NOON.minus(Duration.ofDays(7)).minusMillis(1);
        observe(NOON, old);
        assertEquals(List.of(old), late);
        assertEquals(List.of(NOON), accepted);
    }

    @Test
    void aJumpWaitsAndIsAcceptedWithTheOneThatConfirmsIt() {
        Instant ahead = NOON.plus(Duration.ofDays(30));
        observe(NOON, ahead);
        assertEquals(List.of(NOON), accepted);
        assertEquals(1, gate.waiting().size());
        observe(ahead.plusSeconds(60));
        assertEquals(List.of(NOON, ahead, ahead.plusSeconds(60)), accepted);
        assertEquals(List.of(), gate.waiting());
    }

    @Test
    void aJumpThatTheNextDoesNotConfirmIsRefused() {
        Instant ahead = NOON.plus(Duration.ofDays(30));
        observe(NOON, ahead, NOON.plusSeconds(60));
        assertEquals(List.of(ahead), unconfirmed);
        assertEquals(List.of(NOON, NOON.plusSeconds(60)), accepted);
        assertEquals(NOON.plusSeconds(60).toEpochMilli(), gate.clockMillis());
    }

    @Test
    void aJumpBeyondAJumpWaitsInItsPlace() {
        Instant ahead = NOON.plus(Duration.ofDays(30));
        Instant farAhead = NOON.plus(Duration.ofDays(60));
        observe(NOON, ahead, farAhead);
        assertEquals(List.of(NOON, ahead), accepted);
        assertEquals(farAhead.toEpochMilli(), gate.waiting().get(0).observedAtMillis());
    }

    @Test
    void aDuplicateWithOtherMillisecondsDoesNotMoveTheClock() {
        observe(NOON, NOON.plusMillis(900));
        assertEquals(NOON.toEpochMilli(), gate.clockMillis());
    }

    @Test
    void anotherSensorInTheSameSecondMovesTheClock() {
        observe(NOON);
        gate = gate.observe(observation().sensor("b").at(NOON.plusMillis(300)).build(), outcome());
        gate = gate.observe(observation().sensor("b").at(NOON.plusMillis(900)).build(), outcome());
        assertEquals(NOON.plusMillis(300).toEpochMilli(), gate.clockMillis());
        assertEquals(2, gate.sensorIds().length);
        observe(NOON.plusSeconds(1));
        assertEquals(1, gate.sensorIds().length);
    }

    @Test
    void isStoredWholeAndSmall() throws IOException {
        observe(NOON, NOON.plus(Duration.ofDays(30)));
        PlaceGate read = again(gate);
        assertEquals(gate.clockMillis(), read.clockMillis());
        assertArrayEquals(gate.sensorIds(), read.sensorIds());
        assertEquals(
                gate.waiting().get(0).observedAtMillis(), read.waiting().get(0).observedAtMillis());
        assertEquals(20, read.waiting().get(0).values()[0]);
        observe(NOON);
        assertTrue(bytes(gate).length < 50);
    }

    private void observe(Instant... times) {
        for (Instant at : times) {
            gate = gate.observe(observation().at(at).build(), outcome());
        }
    }

    private PlaceGate.Outcome outcome() {
        return new PlaceGate.Outcome() {
            @Override
            public void accepted(RawObservation observation) {
                accepted.add(Instant.ofEpochMilli(observation.observedAtMillis()));
            }

            @Override
            public void late(RawObservation observation) {
                late.add(Instant.ofEpochMilli(observation.observedAtMillis()));
            }

            @Override
            public void unconfirmed(RawObservation observation) {
                unconfirmed.add(Instant.ofEpochMilli(observation.observedAtMillis()));
            }
        };
    }

    private static PlaceGate again(PlaceGate gate) throws IOException {
        return PlaceGateSerializer.INSTANCE.deserialize(new DataInputDeserializer(bytes(gate)));
    }

    private static byte[] bytes(PlaceGate gate) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        PlaceGateSerializer.INSTANCE.serialize(gate, out);
        return out.getCopyOfBuffer();
    }
}
