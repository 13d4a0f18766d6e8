package io.outpost.condition;

import io.outpost.condition.Change.EpisodeStep;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The state machine that all conditions share: OK, PENDING, ACTIVE at a level, RECOVERING, and
 * back; UNKNOWN after a silence, UNCERTAIN while too little is covered. Pure: it changes only the
 * memory that it is handed, and at one instant makes one change at most (a silence before it has an
 * instant of its own).
 */
public final class StateMachine {
    private final Rule rule;

    public StateMachine(Rule rule) {
        this.rule = rule;
    }

    /** Judges one instant. Instants must come in the order of time. */
    public void step(
            Memory memory,
            Evaluation now,
            Supplier<List<Driver>> drivers,
            Consumer<Change> changes) {
        if (Double.isNaN(now.value())) {
            return;
        }
        passSilence(memory, now, changes);
        memory.lastInputAtMillis = now.lastObservedAtMillis();
        Memory before = memory.copy();
        EpisodeStep step =
                now.coverage() < rule.leastCoverage() ? doubt(memory) : judge(memory, now);
        if (before.state != memory.state || step != EpisodeStep.NONE) {
            Memory named = step == EpisodeStep.ENDED ? before : memory;
            changes.accept(
                    new Change(
                            rule.condition(),
                            now.atMillis(),
                            before.state,
                            memory.state,
                            named.level,
                            named.peakLevel,
                            named.episodeStartedAtMillis,
                            step,
                            drivers.get()));
        }
    }

    private void passSilence(Memory memory, Evaluation now, Consumer<Change> changes) {
        boolean silent =
                memory.lastInputAtMillis != Memory.NEVER
                        && now.firstObservedAtMillis() - memory.lastInputAtMillis
                                > now.staleAfterMillis();
        if (!silent || rule.silence() == SilencePolicy.KEEP) {
            return;
        }
        Memory before = memory.copy();
        clear(memory, rule.silence() == SilencePolicy.UNKNOWN ? State.UNKNOWN : State.OK);
        if (before.state != memory.state) {
            changes.accept(
                    new Change(
                            rule.condition(),
                            before.lastInputAtMillis + now.staleAfterMillis(),
                            before.state,
                            memory.state,
                            before.level,
                            before.peakLevel,
                            before.episodeStartedAtMillis,
                            before.inEpisode() ? EpisodeStep.ENDED : EpisodeStep.NONE,
                            List.of()));
        }
    }

    /** Too little is covered: an open episode is held, nothing begins or ends. */
    private static EpisodeStep doubt(Memory memory) {
        memory.state = State.UNCERTAIN;
        return EpisodeStep.NONE;
    }

    private EpisodeStep judge(Memory memory, Evaluation now) {
        if (memory.inEpisode()) {
            return judgeEpisode(memory, now);
        }
        int level = rule.levels().reachedBy(now.value());
        if (level == 0) {
            clear(memory, State.OK);
            return EpisodeStep.NONE;
        }
        if (memory.state != State.PENDING) {
            memory.state = State.PENDING;
            memory.sinceMillis = now.atMillis();
        }
        if (now.atMillis() - memory.sinceMillis < rule.pending().toMillis()) {
            return EpisodeStep.NONE;
        }
        memory.state = State.ACTIVE;
        memory.level = level;
        memory.peakLevel = level;
        memory.episodeStartedAtMillis = now.atMillis();
        return EpisodeStep.BEGAN;
    }

    private EpisodeStep judgeEpisode(Memory memory, Evaluation now) {
        int level = rule.levels().heldBy(now.value(), memory.level);
        if (level == 0) {
            return recover(memory, now);
        }
        boolean changed = level != memory.level;
        memory.state = State.ACTIVE;
        memory.level = level;
        memory.peakLevel = Math.max(memory.peakLevel, level);
        return changed ? EpisodeStep.CHANGED : EpisodeStep.NONE;
    }

    private EpisodeStep recover(Memory memory, Evaluation now) {
        if (memory.state != State.RECOVERING) {
            memory.state = State.RECOVERING;
            memory.sinceMillis = now.atMillis();
        }
        if (now.atMillis() - memory.sinceMillis < rule.recovery().toMillis()) {
            return EpisodeStep.NONE;
        }
        clear(memory, State.OK);
        return EpisodeStep.ENDED;
    }

    private static void clear(Memory memory, State state) {
        memory.state = state;
        memory.level = 0;
        memory.peakLevel = 0;
        memory.episodeStartedAtMillis = 0;
    }
}
