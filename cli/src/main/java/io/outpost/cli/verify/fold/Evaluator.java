package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.emission.Driver;
import io.outpost.cli.verify.fold.Transition.Step;
import java.util.ArrayList;
import java.util.List;

/** Evaluates one condition of one place minute by minute, by the states of docs/topology.md. */
final class Evaluator {
    private final Rules rules;
    private final Rule rule;
    private final List<Transition> transitions = new ArrayList<>();
    private String state;
    private int level;
    private int peak;
    private long episodeStart;
    private long since;
    private boolean evaluated;
    private long lastObservedMillis;

    /** Continues from a state. */
    Evaluator(Rules rules, Rule rule, ConditionState known) {
        this.rules = rules;
        this.rule = rule;
        this.state = known.state();
        this.level = known.level();
        this.peak = known.peak();
        this.episodeStart = known.episodeStart();
        this.since = known.sinceMillis();
        this.evaluated = known.isEvaluated();
        this.lastObservedMillis = known.lastObservedMillis();
    }

    ConditionState state() {
        return new ConditionState(
                state, level, peak, episodeStart, since, evaluated, lastObservedMillis);
    }

    /** Of the minute that was evaluated last. */
    List<Transition> transitions() {
        return List.copyOf(transitions);
    }

    /**
     * Evaluates at the end of a minute that has a value of the measure.
     *
     * @param hour the hour that ends with it
     * @param staleAfterMillis the silence that is allowed
     */
    void evaluate(Pane minute, Rolling hour, long staleAfterMillis) {
        transitions.clear();
        if (evaluated && minute.firstMillis() - lastObservedMillis > staleAfterMillis) {
            fallSilent(lastObservedMillis + staleAfterMillis);
        }
        evaluated = true;
        lastObservedMillis = minute.lastMillis();
        String from = state;
        int levelBefore = level;
        int peakBefore = peak;
        long startBefore = episodeStart;
        long at = minute.startMillis() + PaneSeries.MINUTE;
        Step step = step(at, hour);
        if (step == Step.ENDED) {
            add(at, from, new Held(levelBefore, peakBefore, startBefore), step, hour);
        } else if (step != Step.NONE || !from.equals(state)) {
            add(at, from, new Held(level, peak, episodeStart), step, hour);
        }
    }

    private record Held(int level, int peak, long episodeStart) {}

    private void fallSilent(long at) {
        if (rules.silence().equals("KEEP")) {
            return;
        }
        String from = state;
        Held held = new Held(level, peak, episodeStart);
        clear(rules.silence().equals("CLEAR") ? "OK" : "UNKNOWN");
        if (!from.equals(state)) {
            transitions.add(
                    new Transition(
                            rule.condition(),
                            at,
                            from,
                            state,
                            rule.name(held.level),
                            rule.name(held.level),
                            rule.name(held.peak),
                            held.episodeStart,
                            held.episodeStart == 0 ? Step.NONE : Step.ENDED,
                            List.of()));
        }
    }

    private Step step(long at, Rolling hour) {
        double value = hour.mean(rule.measure());
        if (hour.coverage(rule.measure()) < rules.leastCoverage()) {
            state = "UNCERTAIN";
            return Step.NONE;
        }
        return episodeStart == 0 ? outside(at, value) : inside(at, value);
    }

    private Step outside(long at, double value) {
        int reached = rule.reached(value);
        if (reached == 0) {
            clear("OK");
            return Step.NONE;
        }
        enter("PENDING", at);
        if (at - since < rule.pendingMillis()) {
            return Step.NONE;
        }
        state = "ACTIVE";
        level = reached;
        peak = reached;
        episodeStart = at;
        return Step.BEGAN;
    }

    private Step inside(long at, double value) {
        int held = rule.held(value, level);
        if (held > 0) {
            boolean changed = held != level;
            state = "ACTIVE";
            level = held;
            peak = Math.max(peak, held);
            return changed ? Step.CHANGED : Step.NONE;
        }
        enter("RECOVERING", at);
        if (at - since < rule.recoveryMillis()) {
            return Step.NONE;
        }
        clear("OK");
        return Step.ENDED;
    }

    private void enter(String next, long at) {
        if (!state.equals(next)) {
            state = next;
            since = at;
        }
    }

    private void clear(String next) {
        state = next;
        level = 0;
        peak = 0;
        episodeStart = 0;
    }

    private void add(long at, String from, Held held, Step step, Rolling hour) {
        List<Driver> drivers =
                rule.reasons().stream()
                        .map(m -> new Driver(m.column(), hour.mean(m), hour.windowSeconds()))
                        .toList();
        transitions.add(
                new Transition(
                        rule.condition(),
                        at,
                        from,
                        state,
                        rule.name(held.level),
                        rule.name(held.level),
                        rule.name(held.peak),
                        held.episodeStart,
                        step,
                        drivers));
    }
}
