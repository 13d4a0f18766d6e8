package io.outpost.core.place;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.Condition;
import io.outpost.core.condition.ConditionStates;
import io.outpost.core.condition.Transition;
import io.outpost.core.preference.JudgedPane;
import io.outpost.core.preference.PreferenceDocuments;
import io.outpost.core.preference.Signal;
import io.outpost.core.weather.Quantity;
import java.util.List;
import java.util.function.Consumer;

/** Judges the preferences of minutes, after the conditions of the minute. Not thread-safe. */
final class MinutePreferences {
    private final CompiledPreferences preferences;
    private final Conditions conditions;
    private final double leastCoverage;

    MinutePreferences(PreferenceDocuments documents, Conditions conditions) {
        this.preferences = new CompiledPreferences(documents, Cadence.MINUTE);
        this.conditions = conditions;
        this.leastCoverage = conditions.leastCoverage();
    }

    /** Judges all of a place at the end of a minute. */
    void judge(
            Place place,
            MinuteStates states,
            MinutePane minute,
            List<RollingMeans> rolling,
            Consumer<Transition> transitions) {
        if (place.knownPreferences == 0 && states.preferences().size() == 0) {
            return;
        }
        CompiledPreferences.OfPlace ofPlace = preferences.of(place);
        if (!ofPlace.sayAnything() && states.preferences().size() == 0) {
            return;
        }
        Pane pane = minute.pane();
        double[] values =
                preferences.values(
                        ofPlace, signal -> value(signal, pane, rolling, states.conditions()));
        preferences.judge(
                ofPlace,
                states.preferences(),
                new JudgedPane(
                        minute.startMillis() + PaneWidth.MINUTE.millis(),
                        pane.firstObservedAtMillis(),
                        pane.lastObservedAtMillis(),
                        conditions.staleAfterMillis(place, minute.startMillis()),
                        values),
                transitions);
    }

    private double value(
            Signal signal, Pane pane, List<RollingMeans> rolling, ConditionStates states) {
        return switch (signal.source()) {
            case MEASURE ->
                    signal.spanSeconds() == 0
                            ? PaneSignals.of(signal, pane)
                            : ofWindow(signal, pane, rolling);
            case CONDITION -> PaneSignals.level(states.of(Condition.ofCode(signal.code())));
            case MODEL, FLOW_PERCENTILE, WATER_LEVEL_PERCENTILE -> Double.NaN;
        };
    }

    /** Known at panes that have a value of the quantity, with enough coverage, as for HEAT. */
    private double ofWindow(Signal signal, Pane pane, List<RollingMeans> rolling) {
        Quantity quantity = Quantity.ofCode(signal.code());
        for (RollingMeans window : rolling) {
            if (window.windowSeconds() == signal.spanSeconds() && pane.has(signal.code())) {
                boolean isCovered = !(window.coverage(quantity) < leastCoverage);
                return isCovered ? window.mean(quantity) : Double.NaN;
            }
        }
        return Double.NaN;
    }
}
