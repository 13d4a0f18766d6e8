package io.outpost.core.place;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.Condition;
import io.outpost.core.condition.ConditionStates;
import io.outpost.core.condition.Transition;
import io.outpost.core.model.FlowThresholds;
import io.outpost.core.model.HourReport;
import io.outpost.core.model.LevelThresholds;
import io.outpost.core.model.ModelQuantity;
import io.outpost.core.model.WaterThresholds;
import io.outpost.core.preference.HourSpan;
import io.outpost.core.preference.JudgedPane;
import io.outpost.core.preference.PreferenceDocuments;
import io.outpost.core.preference.Signal;
import java.util.List;
import java.util.function.Consumer;

/**
 * Judges the preferences of hours at each hour with a pane, after the conditions of the hour. Not
 * thread-safe.
 */
final class HourPreferences {
    private static final ModelQuantity[] MODELS = ModelQuantity.values();
    private static final int ELEVATED_PERCENT = 76;
    private static final int HIGH_PERCENT = 90;

    /** Where the one piece of a place stands. */
    private static final long ONLY = 0;

    private final CompiledPreferences preferences;

    HourPreferences(PreferenceDocuments documents) {
        this.preferences = new CompiledPreferences(documents, Cadence.HOUR);
    }

    /**
     * An hour with a pane, as it is known when it is judged.
     *
     * @param report of the models and the water level; null: there is none
     * @param conditions after the hour
     * @param thresholds by which the water of the hour is judged
     */
    record Hour(
            long epochHour,
            Pane pane,
            HourReport report,
            ConditionStates conditions,
            WaterThresholds thresholds) {}

    /** True when a place has any that hours judge, or had when its hours were judged last. */
    boolean has(Place place) {
        boolean mayHave = place.knownPreferences > 0;
        return place.hourPreferences.size() > 0 || (mayHave && preferences.of(place).sayAnything());
    }

    /** Judges all of a place. */
    void judge(Place place, PreferenceStates states, Hour hour, Consumer<Transition> transitions) {
        if (place.knownPreferences == 0 && states.size() == 0) {
            return;
        }
        CompiledPreferences.OfPlace ofPlace = preferences.of(place);
        if (!ofPlace.sayAnything() && states.size() == 0) {
            return;
        }
        double[] values = preferences.values(ofPlace, signal -> value(place, signal, hour));
        JudgedPane pane = JudgedPane.ofHour(hour.epochHour() * PaneWidth.HOUR.millis(), values);
        preferences.judge(ofPlace, states, pane, transitions);
    }

    /** What spans will need of an hour that leaves the horizon. */
    void collect(Place place, SpanHours spans, long hour, Pane pane) {
        if (place.knownPreferences == 0 && spans.isEmpty()) {
            return;
        }
        List<Signal> wanted =
                preferences.signals(preferences.of(place)).stream()
                        .filter(Signal::isOfHours)
                        .map(Signal::ofPane)
                        .distinct()
                        .toList();
        for (Signal signal : wanted) {
            spans.add(signal, hour, PaneSignals.of(signal, pane));
        }
        spans.forget(wanted, hour + 1);
    }

    /** Null: there is none. */
    static HourlyPreferences kept(Place place) {
        return place.hourlyPreferences().get(ONLY);
    }

    /** What is empty is not kept. */
    static void keep(Place place, HourlyPreferences kept) {
        if (!kept.isEmpty()) {
            place.hourlyPreferences().put(ONLY, kept);
        } else if (kept(place) != null) {
            place.hourlyPreferences().remove(ONLY);
        }
    }

    private static double value(Place place, Signal signal, Hour hour) {
        return switch (signal.source()) {
            case MEASURE ->
                    signal.isOfHours()
                            ? ofSpan(place, signal, hour.epochHour() + 1)
                            : PaneSignals.of(signal, hour.pane());
            case MODEL ->
                    hour.report() == null ? Double.NaN : hour.report().value(MODELS[signal.code()]);
            case CONDITION ->
                    PaneSignals.level(hour.conditions().of(Condition.ofCode(signal.code())));
            case FLOW_PERCENTILE -> ofFlow(signal.code(), hour.thresholds().flow());
            case WATER_LEVEL_PERCENTILE -> ofLevel(signal.code(), hour.thresholds().level());
        };
    }

    /** Added up from the first hour each time, in the order of time. */
    private static double ofSpan(Place place, Signal signal, long endHour) {
        HourlyPreferences kept = kept(place);
        Signal ofPane = signal.ofPane();
        HourSpan span = new HourSpan(signal.statistic());
        long begin = endHour - signal.spanHours();
        span.begin(begin);
        for (long hour = begin; hour < endHour; hour++) {
            Pane pane = HourlyModels.pane(place, hour);
            if (pane != null) {
                span.add(hour, PaneSignals.of(ofPane, pane));
            } else if (kept != null) {
                span.add(hour, kept.spans.value(ofPane, hour));
            }
        }
        return span.end(endHour);
    }

    private static double ofFlow(int percent, FlowThresholds thresholds) {
        if (!thresholds.isOwn()) {
            return Double.NaN;
        }
        return ofThree(percent, thresholds.elevated(), thresholds.high(), thresholds.veryHigh());
    }

    private static double ofLevel(int percent, LevelThresholds thresholds) {
        return thresholds == null
                ? Double.NaN
                : ofThree(percent, thresholds.elevated(), thresholds.high(), thresholds.veryHigh());
    }

    private static double ofThree(int percent, double elevated, double high, double veryHigh) {
        return switch (percent) {
            case ELEVATED_PERCENT -> elevated;
            case HIGH_PERCENT -> high;
            default -> veryHigh;
        };
    }
}
