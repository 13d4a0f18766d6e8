package io.outpost.core.place;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.Condition;
import io.outpost.core.condition.ConditionStates;
import io.outpost.core.condition.Driver;
import io.outpost.core.condition.Transition;
import io.outpost.core.model.HourChain;
import io.outpost.core.model.HourInput;
import io.outpost.core.model.HourReport;
import io.outpost.core.model.ModelQuantity;
import io.outpost.core.model.SteppedPlace;
import io.outpost.core.model.WaterThresholds;
import io.outpost.core.preference.PreferenceSubject;
import io.outpost.core.weather.Quantity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps the models of a place from hour to hour as its hour panes close, judges the conditions and
 * the preferences of the hour by them, and steps all again from the start of the hour horizon when
 * an hour that they have passed changes: docs/topology.md, Hourly models.
 */
final class HourlyModels {
    private static final long HOUR_MILLIS = PaneWidth.HOUR.millis();
    private static final int HOURS_OF_DAY = 24;

    /** What was learned of a day counts from so many days later on. */
    private static final int LEARNED_AFTER_DAYS = 8;

    /** Where the one piece of a place stands. */
    private static final long ONLY = 0;

    private final RowEmitter rows;
    private final HourConditions conditions;
    private final HourPreferences preferences;

    HourlyModels(RowEmitter rows, HourConditions conditions, HourPreferences preferences) {
        this.rows = rows;
        this.conditions = conditions;
        this.preferences = preferences;
    }

    /** What becomes of the hours that are stepped. */
    private interface Steps {
        /** By what the water of an hour that is about to be taken is judged. */
        WaterThresholds thresholds(long hour);

        /** The reasons of a transition. */
        List<Driver> reasons(Condition condition, HourReport hour);

        void onTransition(Transition transition);

        /** An hour was taken. */
        void onInput(long hour, HourInput input);

        /** An hour was stepped. */
        void onHour(HourReport hour);

        /** An hour with a pane was judged. */
        void onPane(long hour, Pane pane);

        /** All hours before one are taken. */
        void after(long nextHour);
    }

    /** Takes up that hour panes close, and steps on where one is the latest. */
    void closed(Place place, PaneIndex.Due due) {
        long[] closing = due.closing();
        if (closing.length == 0 || !(hasModels(place) || begins(place, closing))) {
            return;
        }
        if (closing[0] < due.closedBeforeMillis()) {
            note(place, closing[0]);
        }
        if (closing[closing.length - 1] > due.closedBeforeMillis()) {
            stepThrough(place, lastClosedHour(place));
        }
    }

    /** Takes up that an hour pane that had closed changes. */
    static void changed(Place place, long startMillis) {
        if (hasModels(place) || hasWaterLevel(place, startMillis)) {
            note(place, startMillis);
        }
    }

    private static void note(Place place, long startMillis) {
        place.changedModelHour = Math.min(place.changedModelHour, startMillis / HOUR_MILLIS);
        if (place.modelsChangedSinceMillis == Place.NONE) {
            place.modelsChangedSinceMillis = place.clock.lastEventMillis();
        }
    }

    /** Steps again what has changed, if anything has. */
    void settle(Place place) {
        if (place.changedModelHour != Place.NONE) {
            stepThrough(place, lastClosedHour(place));
        }
    }

    private static boolean hasModels(Place place) {
        return place.parameters.hasPosition() || place.hourlyTip().get(ONLY) != null;
    }

    /** Without a position the hours count for the water level and for preferences. */
    private boolean begins(Place place, long[] closing) {
        return hasWaterLevel(place, closing) || preferences.has(place);
    }

    private static boolean hasWaterLevel(Place place, long... starts) {
        boolean has = false;
        for (long start : starts) {
            has |= place.hours().get(start).count(Quantity.WATER_LEVEL_METRES.code()) > 0;
        }
        return has;
    }

    private static long lastClosedHour(Place place) {
        return place.index(PaneWidth.HOUR).closedThroughMillis() / HOUR_MILLIS;
    }

    private void stepThrough(Place place, long throughHour) {
        HourlyTip tip = tip(place);
        place.hourlyTip().put(ONLY, tip);
        long changed = place.changedModelHour;
        place.changedModelHour = Place.NONE;
        place.modelsChangedSinceMillis = Place.NONE;
        List<Transition> emitted = new ArrayList<>();
        ConditionStates states = place.conditions(Cadence.HOUR);
        PreferenceStates wanted = place.hourPreferences;
        long emittedFrom = tip.chain.nextHour();
        if (changed != Place.NONE) {
            HourlyBase base = base(place);
            emittedFrom = changed;
            HourlyTransitions before = transitions(place);
            emitted.addAll(before.all());
            before.clear();
            place.hourlyTransitions().put(ONLY, before);
            wanted = preferencesBefore(place, emitted);
            states = base.conditions.copy();
            tip.chain = base.chain.copy();
        }
        OfTip steps = new OfTip(place, tip, emittedFrom);
        step(place, tip.chain, throughHour, states, wanted, steps);
        place.keepConditions(states);
        place.hourPreferences = wanted;
        rows.revise(place, emitted, steps.known);
    }

    /** At the start of the hour horizon; their transitions since are taken away. */
    private static PreferenceStates preferencesBefore(Place place, List<Transition> emitted) {
        HourlyPreferences kept = HourPreferences.kept(place);
        if (kept == null) {
            return new PreferenceStates();
        }
        emitted.addAll(kept.transitions.all());
        kept.transitions.clear();
        HourPreferences.keep(place, kept);
        return kept.base.copy();
    }

    /** The hours that are stepped now, or again: their rows and transitions are emitted. */
    private final class OfTip implements Steps {
        private final Place place;
        private final HourlyTip tip;
        private final long emittedFrom;
        private final List<Transition> known = new ArrayList<>();

        private OfTip(Place place, HourlyTip tip, long emittedFrom) {
            this.place = place;
            this.tip = tip;
            this.emittedFrom = emittedFrom;
        }

        @Override
        public WaterThresholds thresholds(long hour) {
            long day = Math.floorDiv(hour, HOURS_OF_DAY);
            if (tip.thresholds(day) == null) {
                finish(place, (day - LEARNED_AFTER_DAYS) * HOURS_OF_DAY);
                HourlyBase base = place.hourlyBase().get(ONLY);
                tip.keepThresholds(
                        day, base == null ? WaterThresholds.DEFAULT : base.calendar.at(day));
            }
            return tip.thresholds(day);
        }

        @Override
        public List<Driver> reasons(Condition condition, HourReport hour) {
            return HourReasons.of(condition, hour);
        }

        @Override
        public void onTransition(Transition transition) {
            known.add(transition);
            if (transition.subject() instanceof PreferenceSubject) {
                HourlyPreferences kept = preferencesOf(place);
                kept.transitions.add(transition);
                HourPreferences.keep(place, kept);
                return;
            }
            HourlyTransitions all = transitions(place);
            all.add(transition);
            place.hourlyTransitions().put(ONLY, all);
        }

        @Override
        public void onInput(long hour, HourInput input) {
            // It is learned when it leaves the horizon.
        }

        @Override
        public void onHour(HourReport hour) {
            if (hour.epochHour() >= emittedFrom) {
                rows.model(place, hour);
            }
        }

        @Override
        public void onPane(long hour, Pane pane) {
            // Spans read it while it is kept.
        }

        @Override
        public void after(long nextHour) {
            // The next one comes.
        }
    }

    /** The hours that leave the horizon: they are learned. */
    private final class OfBase implements Steps {
        private final Place place;
        private final HourlyBase base;
        private final HourlyPreferences kept;
        private boolean hasTransition;
        private int ofPreferences;

        private OfBase(Place place, HourlyBase base, HourlyPreferences kept) {
            this.place = place;
            this.base = base;
            this.kept = kept;
        }

        @Override
        public WaterThresholds thresholds(long hour) {
            return base.calendar.at(Math.floorDiv(hour, HOURS_OF_DAY));
        }

        /** None: they were emitted when the hour was in the horizon. */
        @Override
        public List<Driver> reasons(Condition condition, HourReport hour) {
            return List.of();
        }

        @Override
        public void onTransition(Transition transition) {
            if (transition.subject() instanceof PreferenceSubject) {
                ofPreferences++;
            } else {
                hasTransition = true;
            }
        }

        @Override
        public void onInput(long hour, HourInput input) {
            if (input.hasWaterLevel()) {
                base.level.learn(
                        month(Math.floorDiv(hour, HOURS_OF_DAY)), input.waterLevelMetres());
            }
        }

        @Override
        public void onHour(HourReport hour) {
            base.flow.learn(
                    month(Math.floorDiv(hour.epochHour(), HOURS_OF_DAY)),
                    hour.value(ModelQuantity.FLOW_MILLIMETRES_PER_HOUR));
        }

        @Override
        public void onPane(long hour, Pane pane) {
            preferences.collect(place, kept.spans, hour, pane);
        }

        @Override
        public void after(long nextHour) {
            base.calendar.addThrough(
                    Math.floorDiv(nextHour, HOURS_OF_DAY) + LEARNED_AFTER_DAYS,
                    day -> thresholds(month(day)));
        }

        private WaterThresholds thresholds(int month) {
            return new WaterThresholds(base.flow.thresholds(month), base.level.thresholds(month));
        }
    }

    /** Moves the start of the hour horizon on, to the first day whose panes are kept. */
    void forget(Place place) {
        long firstKept =
                Math.floorDiv(
                        place.clock.millis() - AllowedLateness.HOUR_TIER_MILLIS,
                        PaneWidth.DAY.millis());
        finish(place, firstKept * HOURS_OF_DAY);
    }

    /** Moves the start of the hour horizon of a place that shrinks on, to the clock's hour. */
    void shrink(Place place) {
        finish(place, Math.floorDiv(place.clock.millis(), HOUR_MILLIS));
    }

    private void finish(Place place, long untilHour) {
        HourlyTip tip = place.hourlyTip().get(ONLY);
        if (tip == null || tip.chain.nextHour() == HourChain.NONE) {
            return;
        }
        long through = Math.min(untilHour, tip.chain.nextHour()) - 1;
        if (through <= tip.finishedHour) {
            return;
        }
        tip.finishedHour = through;
        if (!isFinished(place, through)) {
            finish(place, tip, through);
        }
        place.hourlyTip().put(ONLY, tip);
    }

    private void finish(Place place, HourlyTip tip, long throughHour) {
        HourlyBase base = base(place);
        HourlyPreferences kept = preferencesOf(place);
        OfBase steps = new OfBase(place, base, kept);
        step(place, base.chain, throughHour, base.conditions, kept.base, steps);
        kept.transitions.removeFirst(steps.ofPreferences);
        HourPreferences.keep(place, kept);
        if (base.chain.nextHour() != HourChain.NONE) {
            place.hourlyBase().put(ONLY, base);
        }
        if (steps.hasTransition) {
            HourlyTransitions left = transitions(place);
            left.removePassed(base.conditions);
            place.hourlyTransitions().put(ONLY, left);
        }
        tip.forgetThresholds();
    }

    private static boolean isFinished(Place place, long throughHour) {
        HourlyBase base = place.hourlyBase().get(ONLY);
        boolean hasBegun = base != null && base.chain.nextHour() != HourChain.NONE;
        return hasBegun
                ? base.chain.nextHour() > throughHour
                : firstPane(place, Long.MIN_VALUE, throughHour + 1) > throughHour;
    }

    private void step(
            Place place,
            HourChain chain,
            long throughHour,
            ConditionStates states,
            PreferenceStates wanted,
            Steps steps) {
        long hour = chain.nextHour();
        if (hour == HourChain.NONE) {
            hour = firstPane(place, Long.MIN_VALUE, throughHour + 1);
        }
        while (hour <= throughHour) {
            if (chain.maySkip() && pane(place, hour) == null) {
                hour = firstPane(place, hour, throughHour + 1);
                chain.skipTo(hour);
            } else {
                Pane pane = pane(place, hour);
                HourInput input = input(pane);
                WaterThresholds thresholds = steps.thresholds(hour);
                HourReport report = chain.take(hour, input, modelsAt(place, hour), thresholds);
                steps.onInput(hour, input);
                if (report != null) {
                    conditions.judge(states, report, steps::reasons, steps::onTransition);
                }
                if (report != null && report.isStepped()) {
                    steps.onHour(report);
                }
                if (pane != null) {
                    preferences.judge(
                            place,
                            wanted,
                            new HourPreferences.Hour(hour, pane, report, states, thresholds),
                            steps::onTransition);
                    steps.onPane(hour, pane);
                }
                hour++;
            }
            steps.after(hour);
        }
    }

    /** With the parameters that apply to an hour; null without a position. */
    @SuppressWarnings("ReferenceEquality") // another object costs an hour, no more
    private static SteppedPlace modelsAt(Place place, long hour) {
        AppliedVersion version = place.parameters.atHour(hour * HOUR_MILLIS);
        if (version != place.steppedVersion) {
            place.steppedVersion = version;
            place.steppedPlace = version.models();
        }
        return place.steppedPlace;
    }

    /** The earliest closed pane from an hour on; where there is none before another hour, that. */
    private static long firstPane(Place place, long fromHour, long beforeHour) {
        long first = beforeHour;
        for (long start : place.hours().numbers()) {
            long hour = start / HOUR_MILLIS;
            boolean isEarlier = hour >= fromHour && hour < first;
            first = isEarlier && pane(place, hour) != null ? hour : first;
        }
        return first;
    }

    /** The closed pane of an hour; null when there is none. */
    static Pane pane(Place place, long hour) {
        long start = hour * HOUR_MILLIS;
        return place.index(PaneWidth.HOUR).isOpen(start) ? null : place.hours().get(start);
    }

    private static HourInput input(Pane pane) {
        return pane == null
                ? HourInput.NONE
                : new HourInput(
                        mean(pane, Quantity.AIR_TEMPERATURE_CELSIUS),
                        Rain.of(pane.rain()).totalMillimetres(),
                        mean(pane, Quantity.RELATIVE_HUMIDITY_PERCENT),
                        mean(pane, Quantity.WIND_SPEED_METRES_PER_SECOND),
                        mean(pane, Quantity.PRESSURE_HECTOPASCALS),
                        mean(pane, Quantity.WATER_LEVEL_METRES));
    }

    private static double mean(Pane pane, Quantity quantity) {
        int count = pane.count(quantity.code());
        return count == 0 ? Double.NaN : pane.sum(quantity.code()) / count;
    }

    /** The month of a UTC day, 0..11. */
    private static int month(long epochDay) {
        return LocalDate.ofEpochDay(epochDay).getMonthValue() - 1;
    }

    private static HourlyTip tip(Place place) {
        HourlyTip tip = place.hourlyTip().get(ONLY);
        return tip == null ? new HourlyTip() : tip;
    }

    private static HourlyTransitions transitions(Place place) {
        HourlyTransitions transitions = place.hourlyTransitions().get(ONLY);
        return transitions == null ? new HourlyTransitions() : transitions;
    }

    private static HourlyPreferences preferencesOf(Place place) {
        HourlyPreferences kept = HourPreferences.kept(place);
        return kept == null ? new HourlyPreferences() : kept;
    }

    private static HourlyBase base(Place place) {
        HourlyBase base = place.hourlyBase().get(ONLY);
        return base == null ? new HourlyBase() : base;
    }
}
