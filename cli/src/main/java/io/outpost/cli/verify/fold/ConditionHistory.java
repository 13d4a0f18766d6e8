package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.fold.Transition.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One condition of a place over its closed minutes, and what evaluating some of them again changes.
 */
final class ConditionHistory {
    private final Rules rules;
    private final Rule rule;
    private final TreeMap<Long, Evaluated> minutes = new TreeMap<>();
    private final Map<Long, List<Transition>> stepsByStart = new HashMap<>();

    private record Evaluated(ConditionState after, List<Transition> transitions) {}

    /**
     * Before and after.
     *
     * @param oldTransitions by time
     * @param newTransitions by time
     * @param oldSteps of the episodes concerned, by start; empty when there was none
     * @param newSteps the same; empty when there is none
     */
    record Change(
            NavigableMap<Long, Transition> oldTransitions,
            NavigableMap<Long, Transition> newTransitions,
            NavigableMap<Long, List<Transition>> oldSteps,
            NavigableMap<Long, List<Transition>> newSteps) {}

    ConditionHistory(Rules rules, Rule rule) {
        this.rules = rules;
        this.rule = rule;
    }

    String condition() {
        return rule.condition();
    }

    /** The steps of an episode that are alerted about. */
    List<Transition> alerted(List<Transition> steps) {
        return steps.stream().dropWhile(step -> !rule.isAlerted(step.peakLevel())).toList();
    }

    /** Evaluates all closed minutes from one on. */
    Change evaluateFrom(long fromMillis, PlacePanes panes, Parameters parameters) {
        Change change =
                new Change(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        NavigableMap<Long, Evaluated> again = minutes.tailMap(fromMillis, true);
        again.values().forEach(one -> one.transitions.forEach(t -> forget(t, change)));
        again.clear();
        Map.Entry<Long, Evaluated> before = minutes.lastEntry();
        Evaluator evaluator =
                new Evaluator(
                        rules,
                        rule,
                        before == null ? ConditionState.FIRST : before.getValue().after);
        for (Pane minute : panes.minutes.closedFrom(fromMillis)) {
            if (minute.count(rule.measure()) > 0) {
                evaluator.evaluate(
                        minute,
                        panes.hour(minute),
                        parameters.staleAfterMillisAt(minute.startMillis()));
                minutes.put(
                        minute.startMillis(),
                        new Evaluated(evaluator.state(), evaluator.transitions()));
                evaluator.transitions().forEach(t -> keep(t, change));
            }
        }
        change.oldSteps.keySet().forEach(start -> change.newSteps.put(start, steps(start)));
        return change;
    }

    /** Forgets minutes that are never evaluated again; the state after the last of them stays. */
    void forgetBefore(long atMillis) {
        Long last = minutes.lowerKey(atMillis);
        if (last != null) {
            minutes.headMap(last).clear();
        }
    }

    private void forget(Transition transition, Change change) {
        change.oldTransitions.put(transition.atMillis(), transition);
        if (transition.step() != Step.NONE) {
            long start = transition.episodeStartMillis();
            change.oldSteps.putIfAbsent(start, steps(start));
            stepsByStart.get(start).remove(transition);
        }
    }

    private void keep(Transition transition, Change change) {
        change.newTransitions.put(transition.atMillis(), transition);
        if (transition.step() != Step.NONE) {
            long start = transition.episodeStartMillis();
            change.oldSteps.putIfAbsent(start, steps(start));
            stepsByStart.computeIfAbsent(start, s -> new ArrayList<>()).add(transition);
        }
    }

    private List<Transition> steps(long start) {
        return List.copyOf(stepsByStart.getOrDefault(start, List.of()));
    }
}
