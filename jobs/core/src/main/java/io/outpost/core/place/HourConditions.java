package io.outpost.core.place;

import io.outpost.core.condition.Condition;
import io.outpost.core.condition.ConditionInput;
import io.outpost.core.condition.ConditionStates;
import io.outpost.core.condition.Driver;
import io.outpost.core.condition.Levels;
import io.outpost.core.condition.Rule;
import io.outpost.core.condition.SilencePolicy;
import io.outpost.core.condition.StateMachine;
import io.outpost.core.condition.Transition;
import io.outpost.core.model.HourReport;
import io.outpost.core.model.ModelQuantity;
import io.outpost.core.model.Nearly;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * Judges the conditions of the hour cadence by what the models say of an hour: docs/topology.md,
 * Conditions of the hour. The thresholds are uncalibrated where docs/science.md says so.
 */
public final class HourConditions {
    private static final double SNOW_FROM_MILLIMETRES = 5;
    private static final double LIQUID_HELD = 0.05;
    private static final double STILL_HIGH = 0.9;
    private static final double STILL_HIGH_METRES = 0.05;
    private static final double LOADING_FROM_CENTIMETRES = 10;
    private static final double LOADING_HELD_CENTIMETRES = 8;
    private static final double HEAVY_FROM_CENTIMETRES = 30;
    private static final double HEAVY_HELD_CENTIMETRES = 25;

    /** Shares of the liquid water that the snow can hold. */
    private static final double WET_FROM = 0.5;

    private static final double WET_HELD = 0.1;
    private static final ModelQuantity[] FLOW_FROM = {
        ModelQuantity.ELEVATED_FROM_MILLIMETRES_PER_HOUR,
        ModelQuantity.HIGH_FROM_MILLIMETRES_PER_HOUR,
        ModelQuantity.VERY_HIGH_FROM_MILLIMETRES_PER_HOUR
    };
    private static final double DRIFTING_FROM = 1_000;
    private static final double DRIFTABLE_CENTIMETRES = 5;
    private static final double SURE = 1;
    private static final double UNSURE = 0;
    private static final double LEAST_SURE = 0.5;
    private static final long STALE_AFTER_MILLIS = Duration.ofHours(24).toMillis();

    /** Levels of mud, in their order. */
    private static final class Mud {
        private static final List<String> NAMES =
                List.of(
                        "DUSTY",
                        "DRY",
                        "TACKY",
                        "DAMP",
                        "SNOW_COVERED",
                        "FROZEN",
                        "MUDDY",
                        "THAWING",
                        "SATURATED");
        private static final int DUSTY = 1;
        private static final int SNOW_COVERED = 5;
        private static final int FROZEN = 6;
        private static final int MUDDY = 7;
        private static final int THAWING = 8;
        private static final double[] WETNESS_FROM = {0.15, 0.45, 2.0 / 3, 0.80, 0.95};
        private static final int[] LEVELS = {2, 3, 4, MUDDY, 9};
        private static final double HYSTERESIS = 0.02;

        /** True for a level that was reached by wetness, and may so be held. */
        private static boolean isOfWetness(int level) {
            return level < SNOW_COVERED || level == MUDDY || level > THAWING;
        }
    }

    /** Levels of snowpack, in their order. */
    private static final class Snow {
        private static final List<String> NAMES =
                List.of("SETTLED", "WET", "LOADING", "WARMING", "HEAVY_LOADING");
        private static final int SETTLED = 1;
        private static final int WET = 2;
        private static final int LOADING = 3;
        private static final int WARMING = 4;
        private static final int HEAVY_LOADING = 5;
    }

    /** The rules, in the order of the conditions of this cadence. */
    public static final List<Rule> RULES =
            List.of(
                    rule(Condition.MUD, Mud.NAMES, Mud.MUDDY, Mud.MUDDY),
                    rule(Condition.HIGH_WATER, List.of("ELEVATED", "HIGH", "VERY_HIGH"), 1, 2),
                    rule(Condition.SNOWPACK, Snow.NAMES, Snow.LOADING, Snow.LOADING));

    private static final List<StateMachine> MACHINES =
            RULES.stream().map(StateMachine::new).toList();

    /** Positions among the rules. */
    private static final int MUD = 0;

    private static final int HIGH_WATER = 1;
    private static final int SNOWPACK = 2;

    private static Rule rule(
            Condition condition, List<String> levels, int episodesFrom, int alertsFrom) {
        return new Rule(
                condition,
                Levels.named(levels),
                episodesFrom,
                alertsFrom,
                Duration.ZERO,
                Duration.ZERO,
                LEAST_SURE,
                SilencePolicy.UNKNOWN);
    }

    /** Judges at the end of an hour what can be judged by it. */
    public void judge(ConditionStates states, HourReport hour, Consumer<Transition> transitions) {
        judge(states, hour, HourReasons::of, transitions);
    }

    /**
     * The same.
     *
     * @param reasons of a transition; they cost much more than an hour, which has rarely any
     */
    void judge(
            ConditionStates states,
            HourReport hour,
            BiFunction<Condition, HourReport, List<Driver>> reasons,
            Consumer<Transition> transitions) {
        if (hour.isStepped()) {
            boolean isSure = hour.models().certainty().mud();
            step(
                    MUD,
                    states,
                    input(hour, before -> mud(hour, before), isSure),
                    () -> reasons.apply(Condition.MUD, hour),
                    transitions);
        }
        if (hour.water().isByLevel() || (hour.isStepped() && hour.water().isByFlow())) {
            boolean isSure = hour.water().isByLevel() || hour.models().certainty().highWater();
            step(
                    HIGH_WATER,
                    states,
                    input(hour, before -> highWater(hour, before), isSure),
                    () -> reasons.apply(Condition.HIGH_WATER, hour),
                    transitions);
        }
        if (hour.isStepped()) {
            boolean isSure = hour.models().certainty().snowpack();
            step(
                    SNOWPACK,
                    states,
                    input(hour, before -> snowpack(hour, before), isSure),
                    () -> reasons.apply(Condition.SNOWPACK, hour),
                    transitions);
        }
    }

    private static void step(
            int rule,
            ConditionStates states,
            ConditionInput input,
            Supplier<List<Driver>> drivers,
            Consumer<Transition> transitions) {
        MACHINES.get(rule).step(states.of(RULES.get(rule).subject()), input, drivers, transitions);
    }

    private static ConditionInput input(HourReport hour, IntUnaryOperator level, boolean isSure) {
        long start = hour.epochHour() * PaneWidth.HOUR.millis();
        long end = start + PaneWidth.HOUR.millis();
        return new ConditionInput(
                end, level, isSure ? SURE : UNSURE, start, end, STALE_AFTER_MILLIS);
    }

    private static int mud(HourReport hour, int before) {
        if (hasSnow(hour)) {
            return Mud.SNOW_COVERED;
        }
        if (hour.isFrozen()) {
            return Mud.FROZEN;
        }
        int level = Mud.DUSTY;
        for (int i = 0; i < Mud.LEVELS.length; i++) {
            boolean mayHold = Mud.isOfWetness(before) && before >= Mud.LEVELS[i];
            double from = Mud.WETNESS_FROM[i] - (mayHold ? Mud.HYSTERESIS : 0);
            level = Nearly.atLeast(hour.value(ModelQuantity.WETNESS), from) ? Mud.LEVELS[i] : level;
        }
        return hour.isThawing() ? Math.max(level, Mud.THAWING) : level;
    }

    private static int highWater(HourReport hour, int before) {
        if (hour.water().isByLevel()) {
            return byLevel(hour.water(), before);
        }
        double flow = hour.value(ModelQuantity.FLOW_MILLIMETRES_PER_HOUR);
        int level = 0;
        for (ModelQuantity threshold : FLOW_FROM) {
            double share = before > level ? STILL_HIGH : 1;
            if (Nearly.below(flow, share * hour.value(threshold))) {
                return level;
            }
            level++;
        }
        return level;
    }

    private static int byLevel(HourReport.Water water, int before) {
        double[] thresholds = {
            water.from().elevated(), water.from().high(), water.from().veryHigh()
        };
        int level = 0;
        for (double threshold : thresholds) {
            double held = before > level ? STILL_HIGH_METRES : 0;
            if (Nearly.below(water.levelMetres(), threshold - held)) {
                return level;
            }
            level++;
        }
        return level;
    }

    private static int snowpack(HourReport hour, int before) {
        if (!hasSnow(hour)) {
            return 0;
        }
        double load =
                Math.max(
                        hour.value(ModelQuantity.NEW_SNOW_24H_CENTIMETRES),
                        hour.value(ModelQuantity.SNOW_LOAD_CENTIMETRES));
        if (Nearly.atLeast(
                load,
                before == Snow.HEAVY_LOADING ? HEAVY_HELD_CENTIMETRES : HEAVY_FROM_CENTIMETRES)) {
            return Snow.HEAVY_LOADING;
        }
        if (hour.isWarming()) {
            return Snow.WARMING;
        }
        boolean wasLoading = before == Snow.LOADING || before == Snow.HEAVY_LOADING;
        if (Nearly.atLeast(load, wasLoading ? LOADING_HELD_CENTIMETRES : LOADING_FROM_CENTIMETRES)
                || isDrifting(hour)) {
            return Snow.LOADING;
        }
        double liquid = hour.value(ModelQuantity.LIQUID_MILLIMETRES);
        double most = LIQUID_HELD * hour.value(ModelQuantity.ICE_MILLIMETRES);
        return Nearly.atLeast(liquid, (before == Snow.WET ? WET_HELD : WET_FROM) * most)
                ? Snow.WET
                : Snow.SETTLED;
    }

    private static boolean hasSnow(HourReport hour) {
        return Nearly.atLeast(
                hour.value(ModelQuantity.SNOW_WATER_EQUIVALENT_MILLIMETRES), SNOW_FROM_MILLIMETRES);
    }

    private static boolean isDrifting(HourReport hour) {
        return Nearly.atLeast(hour.value(ModelQuantity.DRIFT_24H), DRIFTING_FROM)
                && Nearly.atLeast(
                        hour.value(ModelQuantity.NEW_SNOW_72H_CENTIMETRES), DRIFTABLE_CENTIMETRES);
    }
}
