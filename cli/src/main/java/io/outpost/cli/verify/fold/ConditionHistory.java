package io.outpost.cli.verify.fold;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * One condition of a place over its closed minutes, and what evaluating some of them again changes.
 */
final class ConditionHistory {
    private static final Set<String> UNKNOWN = Set.of("UNKNOWN", "UNCERTAIN");

    private final Rules rules;
    private final Rule rule;
    private final TreeMap<Long, Evaluated> minutes = new TreeMap<>();
    private final Steps steps = new Steps();

    private record Evaluated(ConditionState after, List<Transition> transitions) {}

    ConditionHistory(Rules rules, Rule rule) {
        this.rules = rules;
        this.rule = rule;
    }

    String condition() {
        return rule.condition();
    }

    /** True when an episode with this highest level is alerted about. */
    boolean isAlerted(String peakLevel) {
        return rule.isAlerted(peakLevel);
    }

    /** Evaluates all closed minutes from one on. */
    Change evaluateFrom(long fromMillis, PlacePanes panes, Parameters parameters) {
        Change change = Change.none();
        NavigableMap<Long, Evaluated> again = minutes.tailMap(fromMillis, true);
        again.values().forEach(one -> one.transitions.forEach(t -> steps.forget(t, change)));
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
                evaluator.transitions().forEach(t -> steps.keep(t, change));
            }
        }
        return steps.ended(change);
    }

    /** The level after a minute, 0 without one; NaN where it is not known. */
    double levelAt(long minuteMillis) {
        Map.Entry<Long, Evaluated> entry = minutes.floorEntry(minuteMillis);
        return entry == null || UNKNOWN.contains(entry.getValue().after.state())
                ? Double.NaN
                : entry.getValue().after.level();
    }

    /** Forgets minutes that are never evaluated again; the state after the last of them stays. */
    void forgetBefore(long atMillis) {
        Long last = minutes.lowerKey(atMillis);
        if (last != null) {
            minutes.headMap(last).clear();
        }
    }
}
