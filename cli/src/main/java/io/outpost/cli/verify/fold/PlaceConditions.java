package io.outpost.cli.verify.fold;

import java.util.List;

/** The conditions of the minute of a place. */
final class PlaceConditions {
    private final List<ConditionHistory> histories;
    private final ConditionEmissions emissions;

    PlaceConditions(Rules rules, ConditionEmissions emissions) {
        this.histories =
                rules.rules().stream().map(rule -> new ConditionHistory(rules, rule)).toList();
        this.emissions = emissions;
    }

    /** Evaluates all closed minutes from one on, and emits the difference. */
    void evaluateFrom(long fromMillis, PlacePanes panes, Parameters parameters) {
        for (ConditionHistory history : histories) {
            Change change = history.evaluateFrom(fromMillis, panes, parameters);
            emissions.emit(history.condition(), history::isAlerted, change);
        }
    }

    /** The level after a minute, 0 without one; NaN where it is not known. */
    double levelAt(String condition, long minuteMillis) {
        return histories.stream()
                .filter(history -> history.condition().equals(condition))
                .findFirst()
                .orElseThrow()
                .levelAt(minuteMillis);
    }

    void forgetBefore(long atMillis) {
        histories.forEach(history -> history.forgetBefore(atMillis));
    }
}
