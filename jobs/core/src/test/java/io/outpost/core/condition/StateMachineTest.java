package io.outpost.core.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.condition.Transition.EpisodeStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateMachineTest {
    private static final long MINUTE = 60_000;
    private static final long START = 1_700_000_000_000L;
    private static final long STALE_AFTER = 180 * MINUTE;

    private static final Levels LEVELS =
            new Levels(List.of("CAUTION", "DANGER"), List.of(27.0, 32.0), 1, true);

    private final ConditionState memory = new ConditionState();
    private final List<Transition> changes = new ArrayList<>();
    private StateMachine machine = machine(30, 30, SilencePolicy.UNKNOWN);

    @Test
    void startsUnknownAndBecomesOk() {
        at(0, 20);
        assertEquals(List.of("UNKNOWN>OK"), emitted());
    }

    @Test
    void waitsForThePendingTimeBeforeItIsActive() {
        at(0, 28);
        at(29, 28);
        assertEquals(State.PENDING, memory.state);
        at(30, 33);
        assertEquals(State.ACTIVE, memory.state);
        assertEquals(2, memory.level);
        assertEquals(START + 30 * MINUTE, memory.episodeStartedAtMillis);
    }

    @Test
    void forgetsAPendingThatCoolsDown() {
        at(0, 28);
        at(20, 26);
        at(40, 28);
        assertEquals(State.PENDING, memory.state);
        assertTrue(changes.stream().allMatch(change -> change.step() == EpisodeStep.NONE));
    }

    @Test
    void leavesALevelOnlyBeyondTheHysteresis() {
        at(0, 33);
        at(30, 33);
        at(31, 31.5);
        assertEquals(2, memory.level);
        at(32, 30.9);
        assertEquals(1, memory.level);
        assertEquals(2, memory.peakLevel);
        at(33, 26.5);
        assertEquals(State.ACTIVE, memory.state);
        at(34, 25.9);
        assertEquals(State.RECOVERING, memory.state);
    }

    @Test
    void staysInTheSameEpisodeWhenItHeatsUpWhileRecovering() {
        at(0, 28);
        at(30, 28);
        at(40, 20);
        at(50, 28);
        at(60, 20);
        at(89, 20);
        assertEquals(State.RECOVERING, memory.state);
        at(90, 20);
        assertEquals(State.OK, memory.state);
        assertEquals(1, steps(EpisodeStep.BEGAN));
        assertEquals(1, steps(EpisodeStep.ENDED));
    }

    @Test
    void rulesWithoutWaitingActAtOnce() {
        machine = machine(0, 0, SilencePolicy.UNKNOWN);
        at(0, 28);
        at(1, 20);
        assertEquals(List.of("UNKNOWN>ACTIVE", "ACTIVE>OK"), emitted());
    }

    @Test
    void aSilenceEndsTheEpisodeWhereTheAllowanceEnds() {
        at(0, 28);
        at(30, 28);
        at(1000, 28);
        Transition silence = changes.get(2);
        assertEquals(START + 30 * MINUTE + STALE_AFTER, silence.atMillis());
        assertEquals(State.UNKNOWN, silence.to());
        assertEquals(EpisodeStep.ENDED, silence.step());
        assertEquals(State.PENDING, memory.state);
    }

    @Test
    void aSilenceMayBeKeptThroughOrClear() {
        machine = machine(0, 0, SilencePolicy.KEEP);
        at(0, 28);
        at(1000, 28);
        assertEquals(1, changes.size());
        machine = machine(0, 0, SilencePolicy.CLEAR);
        at(2000, 20);
        assertEquals(State.OK, changes.get(1).to());
        assertEquals(EpisodeStep.ENDED, changes.get(1).step());
    }

    @Test
    void aSilenceOfExactlyTheAllowanceIsNone() {
        at(0, 20);
        at(180, 20);
        assertEquals(1, changes.size());
    }

    @Test
    void doubtHoldsAnOpenEpisodeAndStartsNone() {
        at(0, 28);
        at(30, 28);
        doubtful(40, 10);
        assertEquals(State.UNCERTAIN, memory.state);
        assertTrue(memory.inEpisode());
        at(50, 28);
        assertEquals(State.ACTIVE, memory.state);
        assertEquals(0, steps(EpisodeStep.ENDED));
    }

    @Test
    void levelsMayFall() {
        Levels cold = new Levels(List.of("LOW", "HIGH"), List.of(0.0, -10.0), 1, false);
        assertEquals(0, cold.reachedBy(0.1));
        assertEquals(1, cold.reachedBy(0));
        assertEquals(2, cold.reachedBy(-10));
        assertEquals(2, cold.heldBy(-9, 2));
        assertEquals(1, cold.heldBy(-8.9, 2));
    }

    private static StateMachine machine(int pending, int recovery, SilencePolicy silence) {
        return new StateMachine(
                new Rule(
                        Condition.HEAT,
                        LEVELS,
                        1,
                        Duration.ofMinutes(pending),
                        Duration.ofMinutes(recovery),
                        0.6,
                        silence));
    }

    private void at(int minute, double value) {
        step(minute, value, 1);
    }

    private void doubtful(int minute, double value) {
        step(minute, value, 0.5);
    }

    private void step(int minute, double value, double coverage) {
        long at = START + minute * MINUTE;
        machine.step(
                memory,
                new ConditionInput(
                        at, before -> LEVELS.heldBy(value, before), coverage, at, at, STALE_AFTER),
                List::of,
                changes::add);
    }

    private List<String> emitted() {
        return changes.stream().map(change -> change.from() + ">" + change.to()).toList();
    }

    private long steps(EpisodeStep step) {
        return changes.stream().filter(change -> change.step() == step).count();
    }
}
