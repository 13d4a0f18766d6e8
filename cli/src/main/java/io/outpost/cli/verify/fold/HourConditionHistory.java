package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.hourly.HourRule;
import io.outpost.cli.verify.hourly.ModelHour;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * One condition of a place over the hours that it judges, and what judging some of them again
 * changes.
 */
final class HourConditionHistory {
    private static final Set<String> UNKNOWN = Set.of("UNKNOWN", "UNCERTAIN");

    private final HourRule rule;
    private final String silence;
    private final TreeMap<Long, Judged> hours = new TreeMap<>();
    private final Steps steps = new Steps();

    private record Judged(HourConditionState after, List<Transition> transitions) {}

    HourConditionHistory(HourRule rule, String silence) {
        this.rule = rule;
        this.silence = silence;
    }

    HourRule rule() {
        return rule;
    }

    /**
     * Judges all hours from one on.
     *
     * @param taken all of these, in their order; it judges some of them
     */
    Change judgeFrom(long fromMillis, List<ModelHour> taken) {
        Change change = Change.none();
        NavigableMap<Long, Judged> again = hours.tailMap(fromMillis, true);
        again.values().forEach(one -> one.transitions.forEach(t -> steps.forget(t, change)));
        again.clear();
        Map.Entry<Long, Judged> before = hours.lastEntry();
        HourEvaluator evaluator =
                new HourEvaluator(
                        rule,
                        silence,
                        before == null ? HourConditionState.FIRST : before.getValue().after);
        for (ModelHour hour : taken) {
            if (rule.judges(hour)) {
                evaluator.judge(hour);
                hours.put(
                        hour.startMillis(), new Judged(evaluator.state(), evaluator.transitions()));
                evaluator.transitions().forEach(t -> steps.keep(t, change));
            }
        }
        return steps.ended(change);
    }

    /** The level after an hour, 0 without one; NaN where it is not known. */
    double levelAt(long hourMillis) {
        Map.Entry<Long, Judged> entry = hours.floorEntry(hourMillis);
        return entry == null || UNKNOWN.contains(entry.getValue().after.state())
                ? Double.NaN
                : entry.getValue().after.level();
    }

    /** Forgets hours that are never judged again; the state after the last of them stays. */
    void forgetBefore(long atMillis) {
        Long last = hours.lowerKey(atMillis);
        if (last != null) {
            hours.headMap(last).clear();
        }
    }
}
