package io.outpost.core.condition;

import java.util.EnumMap;
import java.util.Map;

/**
 * The states of all conditions of one cadence at one place: taken, kept and replaced as one, so
 * that what is judged again in one cadence leaves the others as they are.
 */
public final class ConditionStates {
    private final Cadence cadence;
    private final Map<Condition, ConditionState> states = new EnumMap<>(Condition.class);

    /** As they are before anything was judged. */
    public ConditionStates(Cadence cadence) {
        this.cadence = cadence;
        Condition.of(cadence).forEach(condition -> states.put(condition, new ConditionState()));
    }

    public Cadence cadence() {
        return cadence;
    }

    /** The state of a condition of this cadence. */
    public ConditionState of(Subject condition) {
        return states.get(condition);
    }

    /** All of them, by condition. */
    public Map<Condition, ConditionState> all() {
        return states;
    }

    public ConditionStates copy() {
        ConditionStates copy = new ConditionStates(cadence);
        states.forEach((condition, state) -> copy.states.put(condition, state.copy()));
        return copy;
    }
}
