package io.outpost.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.Condition;
import io.outpost.core.condition.ConditionState;
import io.outpost.core.condition.ConditionStates;
import io.outpost.core.condition.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CadenceTest {
    @Test
    void everyConditionHasOneCadenceAndACodeOfItsOwn() {
        Set<Condition> all = EnumSet.noneOf(Condition.class);
        for (Cadence cadence : Cadence.values()) {
            for (Condition condition : Condition.of(cadence)) {
                assertEquals(cadence, condition.cadence());
                all.add(condition);
            }
        }
        assertEquals(EnumSet.allOf(Condition.class), all);
        for (Condition condition : Condition.values()) {
            assertSame(condition, Condition.ofCode(condition.code()));
        }
    }

    @Test
    void whatIsJudgedAgainInOneCadenceLeavesTheOtherAsItIs() {
        Place place = new Place("hut");
        ConditionStates hourly = place.conditions(Cadence.HOUR);
        ConditionStates before = place.conditions(Cadence.MINUTE).copy();
        place.conditions(Cadence.MINUTE).of(Condition.HEAT).state = State.ACTIVE;
        place.keepConditions(before);
        assertSame(before, place.conditions(Cadence.MINUTE));
        assertEquals(State.UNKNOWN, place.conditions(Cadence.MINUTE).of(Condition.HEAT).state);
        assertSame(hourly, place.conditions(Cadence.HOUR));
    }

    @Test
    void aCopyIsNotChangedByWhatIsJudgedNext() {
        ConditionStates states = new ConditionStates(Cadence.MINUTE);
        ConditionStates copy = states.copy();
        states.of(Condition.COLD).level = 3;
        assertNotSame(states.of(Condition.COLD), copy.of(Condition.COLD));
        assertEquals(0, copy.of(Condition.COLD).level);
    }

    @Test
    void statesAreReadAsTheyWereWritten() throws IOException {
        ConditionStates states = new ConditionStates(Cadence.MINUTE);
        ConditionState cold = states.of(Condition.COLD);
        cold.state = State.RECOVERING;
        cold.level = 2;
        cold.peakLevel = 4;
        cold.episodeStartedAtMillis = -5;
        cold.sinceMillis = 7;
        cold.lastInputAtMillis = 9;
        ConditionState read = written(states, Cadence.MINUTE).of(Condition.COLD);
        assertEquals(State.RECOVERING, read.state);
        assertEquals(2, read.level);
        assertEquals(4, read.peakLevel);
        assertEquals(-5, read.episodeStartedAtMillis);
        assertEquals(7, read.sinceMillis);
        assertEquals(9, read.lastInputAtMillis);
    }

    @Test
    void aConditionThatWasNotStoredBeginsAnew() throws IOException {
        ConditionStates read = written(null, Cadence.MINUTE);
        assertEquals(State.UNKNOWN, read.of(Condition.HEAT).state);
        assertEquals(ConditionState.NEVER, read.of(Condition.HEAT).lastInputAtMillis);
    }

    private static ConditionStates written(ConditionStates states, Cadence cadence)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ConditionCodec.writeStates(new DataOutputStream(bytes), states);
        return ConditionCodec.readStates(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), cadence);
    }
}
