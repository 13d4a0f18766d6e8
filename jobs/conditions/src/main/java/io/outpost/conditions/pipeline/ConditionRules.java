package io.outpost.conditions.pipeline;

import io.outpost.core.condition.Condition;
import io.outpost.core.condition.Levels;
import io.outpost.core.condition.Rule;
import io.outpost.core.condition.SilencePolicy;
import io.outpost.core.place.Conditions;
import io.outpost.core.place.HourConditions;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The settings of the conditions.
 *
 * @param heatLevels lowest rolling heat index of each level, degC, mildest first
 * @param heatAlertsFrom name of the level from which heat is alerted about
 * @param coldLevels highest rolling felt temperature of each level, degC, mildest first
 * @param mostRainIn10Minutes by which a rain counter can rise, mm
 * @param coldAlertsFrom name of the level from which cold is alerted about
 */
public record ConditionRules(
        Map<String, Double> heatLevels,
        String heatAlertsFrom,
        Duration heatPending,
        Duration heatRecovery,
        double heatHysteresisCelsius,
        Map<String, Double> coldLevels,
        String coldAlertsFrom,
        Duration coldPending,
        Duration coldRecovery,
        double coldHysteresisCelsius,
        double leastCoverage,
        Duration staleAfter,
        SilencePolicy silence,
        double mostRainIn10Minutes)
        implements Serializable {

    /** The conditions of a place, judged by these rules. */
    public Conditions create() {
        return new Conditions(
                List.of(
                        new Rule(
                                Condition.HEAT,
                                levels(heatLevels, heatHysteresisCelsius, true),
                                level(heatAlertsFrom, heatLevels),
                                heatPending,
                                heatRecovery,
                                leastCoverage,
                                silence),
                        new Rule(
                                Condition.COLD,
                                levels(coldLevels, coldHysteresisCelsius, false),
                                level(coldAlertsFrom, coldLevels),
                                coldPending,
                                coldRecovery,
                                leastCoverage,
                                silence)),
                staleAfter,
                mostRainIn10Minutes,
                new HourConditions());
    }

    private static Levels levels(Map<String, Double> levels, double hysteresis, boolean isRising) {
        return new Levels(
                new ArrayList<>(levels.keySet()),
                new ArrayList<>(levels.values()),
                hysteresis,
                isRising);
    }

    private static int level(String name, Map<String, Double> levels) {
        return new ArrayList<>(levels.keySet()).indexOf(name) + 1;
    }
}
