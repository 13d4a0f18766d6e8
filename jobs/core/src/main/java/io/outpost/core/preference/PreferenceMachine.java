package io.outpost.core.preference;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.ConditionInput;
import io.outpost.core.condition.ConditionState;
import io.outpost.core.condition.Driver;
import io.outpost.core.condition.Rule;
import io.outpost.core.condition.SilencePolicy;
import io.outpost.core.condition.State;
import io.outpost.core.condition.StateMachine;
import io.outpost.core.condition.Subject;
import io.outpost.core.condition.Transition;
import io.outpost.core.condition.Transition.EpisodeStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Judges preferences at the panes of places, by the state machine of the conditions: docs/adr/0091.
 * One serves all preferences that want the same. Pure: it changes only the state that it is handed.
 * Panes must come in the order of time; where one has changed, all behind it are judged again from
 * the state before it. Not thread-safe.
 */
public final class PreferenceMachine {
    private final CompiledPreference compiled;
    private final Preference preference;
    private final Evaluator evaluator;
    private final Scores scores;
    private final long[] afterMillis;
    private final int[] levels;
    private final long cooldownMillis;

    public PreferenceMachine(CompiledPreference compiled) {
        this.compiled = compiled;
        this.preference = compiled.preference();
        this.evaluator = new Evaluator(compiled);
        this.scores = new Scores(compiled, evaluator);
        this.afterMillis =
                preference.steps().stream().mapToLong(step -> step.after().toMillis()).toArray();
        this.levels =
                preference.steps().stream().mapToInt(step -> step.severity().level()).toArray();
        this.cooldownMillis = preference.cooldown().toMillis();
    }

    /**
     * Made where it is needed: at few panes. Silence is judged leaf by leaf, so the rule has
     * nothing to say of it.
     */
    private StateMachine machine(Subject subject) {
        return new StateMachine(
                new Rule(
                        subject,
                        Severity.LEVELS,
                        1,
                        preference.pending(),
                        preference.recovery(),
                        0,
                        SilencePolicy.KEEP));
    }

    /** Before anything was judged. */
    public PreferenceState begin() {
        return compiled.begin();
    }

    /**
     * Where a new version of a preference begins: the episode and the cooldown go on, of its leaves
     * nothing is known.
     *
     * @param before how the version before it stood
     */
    public PreferenceState takeOver(PreferenceState before) {
        return compiled.begin().with(before);
    }

    /** True when a state has the leaves and durations of this preference. */
    boolean fits(PreferenceState state) {
        return compiled.fits(state);
    }

    /** Where in the {@link SignalTable} the values stand that it reads. */
    public Set<Integer> positions() {
        Set<Integer> positions = new TreeSet<>();
        for (CompiledLeaf leaf : compiled.leaves()) {
            leaf.addPositionsTo(positions);
        }
        return positions;
    }

    /** When it is judged. */
    public Cadence cadence() {
        return compiled.cadence();
    }

    /**
     * Judges a pane, and the silence before it.
     *
     * @param subject names the preference in what is emitted
     */
    public void step(
            Subject subject,
            PreferenceState state,
            JudgedPane pane,
            Consumer<Transition> transitions) {
        passSilence(subject, state, pane, transitions);
        byte truth = evaluator.judge(state, pane);
        state.judgedAtMillis = pane.atMillis();
        advance(subject, state, truth, pane.values(), transitions);
    }

    /** From an instant on, later than what was judged last, nothing is known of it. */
    void lose(
            Subject subject,
            PreferenceState state,
            long atMillis,
            Consumer<Transition> transitions) {
        machine(subject).lose(state.episode, atMillis, change -> note(state, change, transitions));
    }

    /**
     * How well the place matches.
     *
     * @param values of the pane that was judged last
     * @param outlook of what is missing
     */
    public Match match(PreferenceState state, double[] values, Outlook outlook) {
        return scores.match(state, values, outlook);
    }

    private void passSilence(
            Subject subject,
            PreferenceState state,
            JudgedPane pane,
            Consumer<Transition> transitions) {
        long stale = pane.staleAfterMillis();
        long first = pane.firstObservedAtMillis();
        for (long at = evaluator.nextStale(state, stale, first);
                at < first;
                at = evaluator.nextStale(state, stale, first)) {
            byte truth = evaluator.judgeSilence(state, at, stale);
            state.judgedAtMillis = at;
            advance(subject, state, truth, null, transitions);
        }
    }

    private void advance(
            Subject subject,
            PreferenceState state,
            byte truth,
            double[] values,
            Consumer<Transition> transitions) {
        int level = truth == Truth.TRUE ? level(state) : 0;
        if (isSettled(state.episode, truth, level)) {
            return;
        }
        Consumer<Transition> noted = transition -> note(state, transition, transitions);
        long at = state.judgedAtMillis;
        if (truth == Truth.UNKNOWN) {
            machine(subject).lose(state.episode, at, noted);
        } else {
            machine(subject)
                    .step(
                            state.episode,
                            new ConditionInput(
                                    at, held -> level, Double.NaN, at, at, Long.MAX_VALUE),
                            () -> drivers(state, values),
                            noted);
        }
    }

    /** True when the machine would change nothing: most panes. */
    private static boolean isSettled(ConditionState episode, byte truth, int level) {
        State settled =
                switch (truth) {
                    case Truth.UNKNOWN -> State.UNKNOWN;
                    case Truth.TRUE -> level == 0 ? State.OK : State.ACTIVE;
                    default -> State.OK;
                };
        return episode.state == settled && episode.level == level;
    }

    /**
     * The level that holds at the instant that is judged: by the time since the episode began, and
     * never below what it was, though another version may have other levels.
     */
    private int level(PreferenceState state) {
        ConditionState episode = state.episode;
        if (!episode.inEpisode()) {
            return state.judgedAtMillis < state.cooldownUntilMillis ? 0 : levels[0];
        }
        long lasts = state.judgedAtMillis - episode.episodeStartedAtMillis;
        int step = 0;
        while (step + 1 < afterMillis.length && lasts >= afterMillis[step + 1]) {
            step++;
        }
        return Math.max(levels[step], episode.level);
    }

    private void note(
            PreferenceState state, Transition transition, Consumer<Transition> transitions) {
        if (transition.step() == EpisodeStep.ENDED && cooldownMillis > 0) {
            state.cooldownUntilMillis = transition.atMillis() + cooldownMillis;
        }
        transitions.accept(transition);
    }

    /** The score, then what each leaf was judged by; none of a silence. */
    private List<Driver> drivers(PreferenceState state, double[] values) {
        if (values == null) {
            return List.of();
        }
        List<Driver> drivers = new ArrayList<>();
        drivers.add(new Driver("score", scores.score(state, values), 0));
        for (CompiledLeaf leaf : compiled.leaves()) {
            Signal signal = leaf.signal();
            // 0 + x: no reason is -0.
            drivers.add(new Driver(signal.name(), 0 + leaf.value(values), signal.spanSeconds()));
        }
        return List.copyOf(drivers);
    }
}
