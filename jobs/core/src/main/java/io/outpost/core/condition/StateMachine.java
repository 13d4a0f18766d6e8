package io.outpost.core.condition;

import io.outpost.core.condition.Transition.EpisodeStep;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The state machine that all subjects share: OK, PENDING, ACTIVE at a level, RECOVERING, and back;
 * UNKNOWN after a silence, UNCERTAIN while too little is covered. Pure: it changes only the state
 * that it is handed, and at one instant makes one change at most (a silence before it has an
 * instant of its own).
 */
public final class StateMachine {
    private final Rule rule;

    public StateMachine(Rule rule) {
        this.rule = rule;
    }

    /** Judges one instant. Instants must come in the order of time. */
    public void step(
            ConditionState held,
            ConditionInput now,
            Supplier<List<Driver>> drivers,
            Consumer<Transition> transitions) {
        passSilence(held, now, transitions);
        held.lastInputAtMillis = now.lastObservedAtMillis();
        ConditionState before = held.copy();
        EpisodeStep step =
                now.coverage() < rule.leastCoverage() ? onLowCoverage(held, now) : judge(held, now);
        boolean isQuieter = quietLevel(before) != quietLevel(held);
        if (before.state != held.state || isQuieter || step != EpisodeStep.NONE) {
            ConditionState named = step == EpisodeStep.ENDED ? before : held;
            transitions.accept(
                    transition(now.atMillis(), before, held, named, step, drivers.get()));
        }
    }

    private void passSilence(
            ConditionState held, ConditionInput now, Consumer<Transition> transitions) {
        boolean silent =
                held.lastInputAtMillis != ConditionState.NEVER
                        && now.firstObservedAtMillis() - held.lastInputAtMillis
                                > now.staleAfterMillis();
        if (!silent || rule.silence() == SilencePolicy.KEEP) {
            return;
        }
        leave(
                held,
                held.lastInputAtMillis + now.staleAfterMillis(),
                rule.silence() == SilencePolicy.UNKNOWN ? State.UNKNOWN : State.OK,
                transitions);
    }

    /** From an instant on nothing is known; an open episode ends there. */
    public void lose(ConditionState held, long atMillis, Consumer<Transition> transitions) {
        leave(held, atMillis, State.UNKNOWN, transitions);
    }

    private void leave(
            ConditionState held, long atMillis, State state, Consumer<Transition> transitions) {
        ConditionState before = held.copy();
        clear(held, state);
        EpisodeStep ended = before.inEpisode() ? EpisodeStep.ENDED : EpisodeStep.NONE;
        if (before.state != held.state) {
            transitions.accept(transition(atMillis, before, held, before, ended, List.of()));
        }
    }

    /** A change, with the episode of {@code named}. */
    private Transition transition(
            long atMillis,
            ConditionState before,
            ConditionState after,
            ConditionState named,
            EpisodeStep step,
            List<Driver> drivers) {
        return new Transition(
                rule.subject(),
                atMillis,
                before.state,
                after.state,
                quietLevel(after),
                named.inEpisode() ? named.level : 0,
                named.peakLevel,
                named.episodeStartedAtMillis,
                step,
                alertStep(step, before, named),
                drivers);
    }

    private static int quietLevel(ConditionState held) {
        return held.inEpisode() ? 0 : held.level;
    }

    /** The step that takes an episode to the level from which it is alerted about begins it. */
    private EpisodeStep alertStep(EpisodeStep step, ConditionState before, ConditionState named) {
        if (step == EpisodeStep.NONE || named.peakLevel < rule.alertsFromLevel()) {
            return EpisodeStep.NONE;
        }
        return before.peakLevel < rule.alertsFromLevel() ? EpisodeStep.BEGAN : step;
    }

    /**
     * Too little is covered: an open episode is held, nothing begins or ends. Where the models
     * judge, the level is said all the same.
     */
    private EpisodeStep onLowCoverage(ConditionState held, ConditionInput now) {
        held.state = State.UNCERTAIN;
        if (!held.inEpisode() && rule.subject().cadence() == Cadence.HOUR) {
            held.level = now.level().applyAsInt(held.level);
        }
        return EpisodeStep.NONE;
    }

    private EpisodeStep judge(ConditionState held, ConditionInput now) {
        if (held.inEpisode()) {
            return judgeEpisode(held, now);
        }
        int level = now.level().applyAsInt(held.level);
        if (rule.isQuiet(level)) {
            clear(held, State.OK);
            held.level = level;
            return EpisodeStep.NONE;
        }
        if (held.state != State.PENDING) {
            held.state = State.PENDING;
            held.sinceMillis = now.atMillis();
        }
        if (now.atMillis() - held.sinceMillis < rule.pending().toMillis()) {
            return EpisodeStep.NONE;
        }
        held.state = State.ACTIVE;
        held.level = level;
        held.peakLevel = level;
        held.episodeStartedAtMillis = now.atMillis();
        return EpisodeStep.BEGAN;
    }

    private EpisodeStep judgeEpisode(ConditionState held, ConditionInput now) {
        int level = now.level().applyAsInt(held.level);
        if (rule.isQuiet(level)) {
            return recover(held, now, level);
        }
        boolean changed = level != held.level;
        held.state = State.ACTIVE;
        held.level = level;
        held.peakLevel = Math.max(held.peakLevel, level);
        return changed ? EpisodeStep.CHANGED : EpisodeStep.NONE;
    }

    private EpisodeStep recover(ConditionState held, ConditionInput now, int level) {
        if (held.state != State.RECOVERING) {
            held.state = State.RECOVERING;
            held.sinceMillis = now.atMillis();
        }
        if (now.atMillis() - held.sinceMillis < rule.recovery().toMillis()) {
            return EpisodeStep.NONE;
        }
        clear(held, State.OK);
        held.level = level;
        return EpisodeStep.ENDED;
    }

    private static void clear(ConditionState held, State state) {
        held.state = state;
        held.level = 0;
        held.peakLevel = 0;
        held.episodeStartedAtMillis = 0;
    }
}
