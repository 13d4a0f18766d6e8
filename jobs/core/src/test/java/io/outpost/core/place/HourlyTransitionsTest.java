package io.outpost.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.Condition;
import io.outpost.core.condition.ConditionStates;
import io.outpost.core.condition.State;
import io.outpost.core.condition.Transition;
import io.outpost.core.condition.Transition.EpisodeStep;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HourlyTransitionsTest {
    private final HourlyTransitions transitions = new HourlyTransitions();
    private final ConditionStates passed = new ConditionStates(Cadence.HOUR);

    @BeforeEach
    void keep() {
        transitions.add(at(1, Condition.MUD));
        transitions.add(at(1, Condition.SNOWPACK));
        transitions.add(at(2, Condition.MUD));
        transitions.add(at(2, Condition.HIGH_WATER));
        transitions.add(at(3, Condition.MUD));
    }

    @Test
    void whatConditionsHavePassedIsForgotten() {
        List.of(Condition.MUD, Condition.HIGH_WATER, Condition.SNOWPACK)
                .forEach(condition -> passed.of(condition).lastInputAtMillis = 2);
        transitions.removePassed(passed);
        assertEquals(List.of(at(3, Condition.MUD)), transitions.all());
    }

    /** As in a version that judges one more: from an older savepoint none of its are kept. */
    @Test
    void aConditionOfWhichNoneAreKeptTakesNoneOfOthersWithIt() {
        passed.of(Condition.MUD).lastInputAtMillis = 1;
        passed.of(Condition.SNOWPACK).lastInputAtMillis = 3;
        transitions.removePassed(passed);
        assertEquals(
                List.of(at(2, Condition.MUD), at(2, Condition.HIGH_WATER), at(3, Condition.MUD)),
                transitions.all());
        passed.of(Condition.MUD).lastInputAtMillis = 3;
        passed.of(Condition.HIGH_WATER).lastInputAtMillis = 3;
        transitions.removePassed(passed);
        assertEquals(List.of(), transitions.all());
        transitions.removePassed(passed);
        assertEquals(List.of(), transitions.all());
    }

    private static Transition at(long millis, Condition condition) {
        return new Transition(
                condition,
                millis,
                State.OK,
                State.UNCERTAIN,
                1,
                0,
                0,
                0,
                EpisodeStep.NONE,
                EpisodeStep.NONE,
                List.of());
    }
}
