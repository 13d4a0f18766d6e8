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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * Judges the conditions of the hour cadence by what the models say of an hour: docs/topology.md,
 * Conditions of the hour. The thresholds are uncalibrated where docs/science.md says so.
 */
final class HourConditions {
    private static final double SNOW_FROM_MILLIMETRES = 5;
    private static final double LIQUID_HELD = 0.05;
    private static final double STILL_HIGH = 0.9;
    private static final double LOADING_FROM_CM = 10;
    private static final double LOADING_HELD_CM = 8;
    private static final double HEAVY_FROM_CM = 30;
    private static final double HEAVY_HELD_CM = 25;

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
    private static final int DAY_SECONDS = 24 * 3600;
    private static final int THREE_DAYS_SECONDS = 3 * DAY_SECONDS;
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

    private static final Reason WATER_OF_DAY =
            new Reason("water_millimetres", DAY_SECONDS, ModelQuantity.WATER_24H_MILLIMETRES, 1);
    private static final Reason WATER_OF_3_DAYS =
            new Reason(
                    "water_millimetres",
                    THREE_DAYS_SECONDS,
                    ModelQuantity.WATER_72H_MILLIMETRES,
                    1);
    private static final Reason MELT_OF_3_DAYS =
            new Reason(
                    "melt_millimetres", THREE_DAYS_SECONDS, ModelQuantity.MELT_72H_MILLIMETRES, 1);

    /** Of each condition its reasons; what a process takes from the ground is negative. */
    private static final Map<Condition, List<Reason>> REASONS =
            Map.of(
                    Condition.MUD,
                    List.of(
                            new Reason("wetness", 0, ModelQuantity.WETNESS, 1),
                            WATER_OF_DAY,
                            WATER_OF_3_DAYS,
                            MELT_OF_3_DAYS,
                            new Reason(
                                    "evaporation_millimetres_per_day",
                                    DAY_SECONDS,
                                    ModelQuantity.EVAPORATION_MILLIMETRES_PER_DAY,
                                    -1),
                            new Reason(
                                    "drainage_millimetres_per_day",
                                    DAY_SECONDS,
                                    ModelQuantity.DRAINAGE_MILLIMETRES_PER_DAY,
                                    -1),
                            new Reason(
                                    "capillary_millimetres_per_day",
                                    DAY_SECONDS,
                                    ModelQuantity.CAPILLARY_MILLIMETRES_PER_DAY,
                                    1),
                            new Reason("frost_degree_days", 0, ModelQuantity.FROST_DEGREE_DAYS, 1)),
                    Condition.HIGH_WATER,
                    List.of(
                            new Reason(
                                    "flow_millimetres_per_hour",
                                    0,
                                    ModelQuantity.FLOW_MILLIMETRES_PER_HOUR,
                                    1),
                            WATER_OF_DAY,
                            WATER_OF_3_DAYS,
                            MELT_OF_3_DAYS),
                    Condition.SNOWPACK,
                    List.of(
                            new Reason(
                                    "snow_water_equivalent_millimetres",
                                    0,
                                    ModelQuantity.SNOW_WATER_EQUIVALENT_MILLIMETRES,
                                    1),
                            new Reason(
                                    "snow_depth_centimetres",
                                    0,
                                    ModelQuantity.SNOW_DEPTH_CENTIMETRES,
                                    1),
                            new Reason(
                                    "new_snow_centimetres",
                                    DAY_SECONDS,
                                    ModelQuantity.NEW_SNOW_24H_CENTIMETRES,
                                    1),
                            new Reason(
                                    "new_snow_centimetres",
                                    THREE_DAYS_SECONDS,
                                    ModelQuantity.NEW_SNOW_72H_CENTIMETRES,
                                    1),
                            new Reason(
                                    "snow_load_centimetres",
                                    0,
                                    ModelQuantity.SNOW_LOAD_CENTIMETRES,
                                    1),
                            new Reason("drift", DAY_SECONDS, ModelQuantity.DRIFT_24H, 1),
                            new Reason(
                                    "rain_millimetres",
                                    DAY_SECONDS,
                                    ModelQuantity.RAIN_24H_MILLIMETRES,
                                    1)));

    /** What is said of an hour as a reason. */
    private record Reason(String measure, int windowSeconds, ModelQuantity quantity, int sign) {
        private Driver of(double value) {
            return new Driver(measure, value, windowSeconds);
        }
    }

    /** The rules, in the order of the conditions of this cadence. */
    static final List<Rule> RULES =
            List.of(
                    rule(Condition.MUD, Mud.NAMES, Mud.MUDDY, Mud.MUDDY),
                    rule(Condition.HIGH_WATER, List.of("ELEVATED", "HIGH", "VERY_HIGH"), 1, 2),
                    rule(Condition.SNOWPACK, Snow.NAMES, Snow.LOADING, Snow.LOADING));

    private static final List<StateMachine> MACHINES =
            RULES.stream().map(StateMachine::new).toList();

    private HourConditions() {}

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

    /** Judges all of them at the end of an hour. */
    static void judge(ConditionStates states, HourReport hour, Consumer<Transition> transitions) {
        step(
                0,
                states,
                input(hour, before -> mud(hour, before), hour.certainty().mud()),
                () -> reasons(Condition.MUD, hour),
                transitions);
        step(
                1,
                states,
                input(hour, before -> highWater(hour, before), hour.certainty().highWater()),
                () -> reasons(Condition.HIGH_WATER, hour),
                transitions);
        step(
                2,
                states,
                input(hour, before -> snowpack(hour, before), hour.certainty().snowpack()),
                () -> reasons(Condition.SNOWPACK, hour),
                transitions);
    }

    private static void step(
            int rule,
            ConditionStates states,
            ConditionInput input,
            Supplier<List<Driver>> drivers,
            Consumer<Transition> transitions) {
        MACHINES.get(rule)
                .step(states.of(RULES.get(rule).condition()), input, drivers, transitions);
    }

    private static ConditionInput input(HourReport hour, IntUnaryOperator level, boolean isSure) {
        long start = hour.epochHour() * PaneWidth.HOUR.millis();
        long end = start + PaneWidth.HOUR.millis();
        return new ConditionInput(
                end, level, isSure ? SURE : UNSURE, start, end, STALE_AFTER_MILLIS);
    }

    private static int mud(HourReport hour, int before) {
        if (hour.value(ModelQuantity.SNOW_WATER_EQUIVALENT_MILLIMETRES) >= SNOW_FROM_MILLIMETRES) {
            return Mud.SNOW_COVERED;
        }
        if (hour.isFrozen()) {
            return Mud.FROZEN;
        }
        int level = Mud.DUSTY;
        for (int i = 0; i < Mud.LEVELS.length; i++) {
            boolean mayHold = Mud.isOfWetness(before) && before >= Mud.LEVELS[i];
            double from = Mud.WETNESS_FROM[i] - (mayHold ? Mud.HYSTERESIS : 0);
            level = hour.value(ModelQuantity.WETNESS) >= from ? Mud.LEVELS[i] : level;
        }
        return hour.isThawing() ? Math.max(level, Mud.THAWING) : level;
    }

    private static int highWater(HourReport hour, int before) {
        double flow = hour.value(ModelQuantity.FLOW_MILLIMETRES_PER_HOUR);
        int level = 0;
        for (ModelQuantity threshold : FLOW_FROM) {
            double share = before > level ? STILL_HIGH : 1;
            if (flow < share * hour.value(threshold)) {
                return level;
            }
            level++;
        }
        return level;
    }

    private static int snowpack(HourReport hour, int before) {
        if (hour.value(ModelQuantity.SNOW_WATER_EQUIVALENT_MILLIMETRES) < SNOW_FROM_MILLIMETRES) {
            return 0;
        }
        double load =
                Math.max(
                        hour.value(ModelQuantity.NEW_SNOW_24H_CENTIMETRES),
                        hour.value(ModelQuantity.SNOW_LOAD_CENTIMETRES));
        if (load >= (before == Snow.HEAVY_LOADING ? HEAVY_HELD_CM : HEAVY_FROM_CM)) {
            return Snow.HEAVY_LOADING;
        }
        if (hour.isWarming()) {
            return Snow.WARMING;
        }
        boolean wasLoading = before == Snow.LOADING || before == Snow.HEAVY_LOADING;
        if (load >= (wasLoading ? LOADING_HELD_CM : LOADING_FROM_CM) || isDrifting(hour)) {
            return Snow.LOADING;
        }
        double liquid = hour.value(ModelQuantity.LIQUID_MILLIMETRES);
        double most = LIQUID_HELD * hour.value(ModelQuantity.ICE_MILLIMETRES);
        return liquid >= (before == Snow.WET ? WET_HELD : WET_FROM) * most
                ? Snow.WET
                : Snow.SETTLED;
    }

    private static boolean isDrifting(HourReport hour) {
        return hour.value(ModelQuantity.DRIFT_24H) >= DRIFTING_FROM
                && hour.value(ModelQuantity.NEW_SNOW_72H_CENTIMETRES) >= DRIFTABLE_CENTIMETRES;
    }

    private static List<Driver> reasons(Condition condition, HourReport hour) {
        // 0 + x: no reason is -0.
        return REASONS.get(condition).stream()
                .map(reason -> reason.of(0 + reason.sign() * hour.value(reason.quantity())))
                .toList();
    }

    /** The reasons of a condition with these values, as they were. */
    static List<Driver> reasons(Condition condition, double[] values) {
        List<Driver> drivers = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            drivers.add(REASONS.get(condition).get(i).of(values[i]));
        }
        return List.copyOf(drivers);
    }
}
