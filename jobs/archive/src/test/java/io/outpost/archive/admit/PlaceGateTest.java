package io.outpost.archive.admit;

import static io.outpost.archive.admit.RawObservations.NOON;
import static io.outpost.archive.admit.RawObservations.observation;
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
    private final List<String> tooMany = new ArrayList<>();
    private final PlaceGate.Sensors sensors = new SensorsInMemory();
    private PlaceGate gate = PlaceGate.UNKNOWN;

    @Test
    void acceptsWhatIsWithinTheHourHorizonInAnyOrder() throws Exception {
        observe(NOON, NOON.minus(Duration.ofDays(7)), NOON.plus(Duration.ofDays(7)));
        assertEquals(
                List.of(NOON, NOON.minus(Duration.ofDays(7)), NOON.plus(Duration.ofDays(7))),
                accepted);
    }

    @Test
    void whatIsBehindTheHourHorizonIsLate() throws Exception {
        Instant old = NOON.minus(Duration.ofDays(7)).minusMillis(1);
        observe(NOON, old);
        assertEquals(List.of(old), late);
        assertEquals(List.of(NOON), accepted);
    }

    @Test
    void aJumpWaitsAndIsAcceptedWithTheOneThatConfirmsIt() throws Exception {
        Instant ahead = NOON.plus(Duration.ofDays(30));
        observe(NOON, ahead);
        assertEquals(List.of(NOON), accepted);
        assertEquals(1, gate.waiting().size());
        observe(ahead.plusSeconds(60));
        assertEquals(List.of(NOON, ahead, ahead.plusSeconds(60)), accepted);
        assertEquals(List.of(), gate.waiting());
    }

    @Test
    void aJumpThatTheNextDoesNotConfirmIsRefused() throws Exception {
        Instant ahead = NOON.plus(Duration.ofDays(30));
        observe(NOON, ahead, NOON.plusSeconds(60));
        assertEquals(List.of(ahead), unconfirmed);
        assertEquals(List.of(NOON, NOON.plusSeconds(60)), accepted);
        assertEquals(NOON.plusSeconds(60).toEpochMilli(), gate.clockMillis());
    }

    @Test
    void aJumpBeyondAJumpWaitsInItsPlace() throws Exception {
        Instant ahead = NOON.plus(Duration.ofDays(30));
        Instant farAhead = NOON.plus(Duration.ofDays(60));
        observe(NOON, ahead, farAhead);
        assertEquals(List.of(NOON, ahead), accepted);
        assertEquals(farAhead.toEpochMilli(), gate.waiting().get(0).observedAtMillis());
    }

    @Test
    void aDuplicateWithOtherMillisecondsDoesNotMoveTheClock() throws Exception {
        observe(NOON, NOON.plusMillis(900));
        assertEquals(NOON.toEpochMilli(), gate.clockMillis());
    }

    @Test
    void anotherSensorInTheSameSecondMovesTheClock() throws Exception {
        observe(NOON);
        observe(observation().sensor("b").at(NOON.plusMillis(300)));
        observe(observation().sensor("b").at(NOON.plusMillis(900)));
        assertEquals(NOON.plusMillis(300).toEpochMilli(), gate.clockMillis());
        assertEquals(2, gate.knownSensors());
    }

    @Test
    void isStoredWholeAndSmall() throws Exception {
        observe(NOON, NOON.plus(Duration.ofDays(30)));
        PlaceGate read = again(gate);
        assertEquals(gate.clockMillis(), read.clockMillis());
        assertEquals(gate.movedAtMillis(), read.movedAtMillis());
        assertEquals(gate.shrunkMillis(), read.shrunkMillis());
        assertEquals(1, read.knownSensors());
        assertEquals(
                gate.waiting().get(0).observedAtMillis(), read.waiting().get(0).observedAtMillis());
        assertEquals(20, read.waiting().get(0).values()[0]);
        observe(NOON);
        assertTrue(bytes(gate).length < 50);
    }

    @Test
    void knowsSoManySensorsUntilTheyAreSevenDaysBehind() throws Exception {
        for (String sensor : List.of("a", "b", "c", "d", "b")) {
            observe(observation().sensor(sensor).at(NOON));
        }
        assertEquals(List.of("d"), tooMany);
        Instant week = NOON.plus(Duration.ofDays(7));
        observe(observation().sensor("a").at(week.plusMillis(999)));
        observe(observation().sensor("d").at(week));
        assertEquals(List.of("d", "d"), tooMany, "7 days to the second");
        observe(observation().sensor("a").at(week.plusSeconds(1)));
        observe(observation().sensor("d").at(week));
        assertEquals(List.of("d", "d", "d"), tooMany, "looked at in a new hour only");
        observe(observation().sensor("a").at(week.plusSeconds(3600)));
        observe(observation().sensor("d").at(week));
        assertEquals(3, tooMany.size());
        assertEquals(2, gate.knownSensors());
    }

    @Test
    void afterSevenDaysOfSilenceWhatIsNotNewerThanTheClockIsLate() throws Exception {
        observe(NOON);
        Instant week = NOON.plusMillis(1500).plus(Duration.ofDays(7));
        observe(observation().sensor("b").at(NOON).receivedAt(week));
        assertEquals(List.of(), late, "received at the deadline, so it comes before");
        observe(observation().sensor("c").at(NOON.plusMillis(999)).receivedAt(week.plusMillis(1)));
        assertEquals(List.of(NOON.plusMillis(999)), late);
        observe(observation().at(NOON.plusSeconds(1)).receivedAt(week.plusMillis(1)));
        observe(observation().sensor("b").at(NOON).receivedAt(week.plusSeconds(9)));
        assertEquals(List.of(NOON.plusMillis(999), NOON), late, "when the clock has moved, too");
    }

    @Test
    void noMoreThan64KibibytesWait() throws Exception {
        Instant ahead = NOON.plus(Duration.ofDays(30));
        Instant farAhead = NOON.plus(Duration.ofDays(90));
        int half = 32 * 1024;
        observe(NOON);
        observe(observation().sensor("b").at(ahead).recordBytes(half));
        observe(observation().sensor("c").at(farAhead).recordBytes(half + 1));
        assertEquals(List.of(farAhead), unconfirmed);
        observe(observation().sensor("c").at(farAhead).recordBytes(half));
        assertEquals(2, gate.waiting().size());
        observe(observation().sensor("d").at(NOON.plus(Duration.ofDays(60))).recordBytes(1));
        assertEquals(2, unconfirmed.size());
    }

    private void observe(Instant... times) throws Exception {
        for (Instant at : times) {
            observe(observation().at(at));
        }
    }

    private void observe(RawObservations next) throws Exception {
        gate = gate.observe(next.build(), 3, sensors, outcome());
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

            @Override
            public void tooManySensors(RawObservation observation) {
                tooMany.add(observation.sensorId());
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
