package io.outpost.conditions.pipeline;

import io.outpost.core.condition.Condition;
import io.outpost.core.condition.Levels;
import io.outpost.core.condition.Rule;
import io.outpost.core.condition.SilencePolicy;
import io.outpost.core.place.Conditions;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The settings of the conditions.
 *
 * @param heatLevels lowest rolling heat index of each level, degC, mildest first
 * @param coldLevels highest rolling wind chill of each level, degC, mildest first
 */
public record ConditionRules(
        Map<String, Double> heatLevels,
        Duration heatPending,
        Duration heatRecovery,
        double heatHysteresisCelsius,
        Map<String, Double> coldLevels,
        Duration coldPending,
        Duration coldRecovery,
        double coldHysteresisCelsius,
        double leastCoverage,
        Duration staleAfter,
        SilencePolicy silence)
        implements Serializable {

    /** The conditions of a place, judged by these rules. */
    public Conditions create() {
        return new Conditions(
                List.of(
                        new Rule(
                                Condition.HEAT,
                                levels(heatLevels, heatHysteresisCelsius),
                                heatPending,
                                heatRecovery,
                                leastCoverage,
                                silence),
                        new Rule(
                                Condition.COLD,
                                levels(coldLevels, coldHysteresisCelsius),
                                coldPending,
                                coldRecovery,
                                leastCoverage,
                                silence)),
                staleAfter);
    }

    private static Levels levels(Map<String, Double> levels, double hysteresis) {
        return new Levels(
                new ArrayList<>(levels.keySet()), new ArrayList<>(levels.values()), hysteresis);
    }
}
