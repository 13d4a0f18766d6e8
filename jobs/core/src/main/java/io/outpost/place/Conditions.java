package io.outpost.place;

import io.outpost.condition.Change;
import io.outpost.condition.Condition;
import io.outpost.condition.Driver;
import io.outpost.condition.Evaluation;
import io.outpost.condition.Memory;
import io.outpost.condition.Rule;
import io.outpost.condition.StateMachine;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Judges the conditions of a place, minute by minute, from the rolling means of the hour before.
 * Here further conditions will plug in: each is a rule, a measure and its reasons.
 */
public final class Conditions {
    private static final Condition[] ALL = Condition.values();

    private final List<Rule> rules;
    private final List<StateMachine> machines;
    private final long staleAfterMillis;

    /**
     * @param rules one per {@link Condition}, in its order
     * @param staleAfter silence that is allowed where a place does not say otherwise
     */
    public Conditions(List<Rule> rules, Duration staleAfter) {
        for (Condition condition : ALL) {
            if (rules.get(condition.ordinal()).condition() != condition) {
                throw new IllegalArgumentException(
                        "rules must stand in the order of the conditions");
            }
        }
        this.rules = List.copyOf(rules);
        this.machines = rules.stream().map(StateMachine::new).toList();
        this.staleAfterMillis = staleAfter.toMillis();
    }

    /** The name of a level of a condition; null for 0. */
    String levelName(Condition condition, int level) {
        return rules.get(condition.ordinal()).levels().name(level);
    }

    /** The silence that is allowed at a pane of a place, ms. */
    long staleAfterMillis(Place place, long paneStartMillis) {
        return place.parameters.staleAfterMillis(paneStartMillis, staleAfterMillis);
    }

    /** The silence that the newest parameters of a place allow, ms. */
    long newestStaleAfterMillis(Place place) {
        return place.parameters.newestStaleAfterMillis(staleAfterMillis);
    }

    /** Judges all conditions at the end of a minute. */
    void judge(
            Place place,
            Memory[] memories,
            MinutePane minute,
            RollingMeans hour,
            Consumer<Change> changes) {
        for (Condition condition : ALL) {
            int measure = measure(condition);
            Channel channel = RollingSums.CHANNELS[measure];
            if (minute.pane().has(channel.ordinal())) {
                machines.get(condition.ordinal())
                        .step(
                                memories[condition.ordinal()],
                                new Evaluation(
                                        minute.startMillis() + Tier.MINUTE.millis(),
                                        hour.means()[measure],
                                        hour.coverage(),
                                        minute.pane().firstObservedAtMillis(),
                                        minute.pane().lastObservedAtMillis(),
                                        staleAfterMillis(place, minute.startMillis())),
                                () -> drivers(condition, hour),
                                changes);
            }
        }
    }

    private static int measure(Condition condition) {
        return switch (condition) {
            case HEAT -> RollingMeans.HEAT_INDEX;
            case COLD -> RollingMeans.WIND_CHILL;
        };
    }

    private static List<Driver> drivers(Condition condition, RollingMeans hour) {
        return switch (condition) {
            case HEAT ->
                    List.of(
                            driver("heatIndexCelsius", RollingMeans.HEAT_INDEX, hour),
                            driver("airTemperatureCelsius", RollingMeans.AIR_TEMPERATURE, hour),
                            driver(
                                    "relativeHumidityPercent",
                                    RollingMeans.RELATIVE_HUMIDITY,
                                    hour));
            case COLD ->
                    List.of(
                            driver("windChillCelsius", RollingMeans.WIND_CHILL, hour),
                            driver("airTemperatureCelsius", RollingMeans.AIR_TEMPERATURE, hour));
        };
    }

    private static Driver driver(String measure, int position, RollingMeans window) {
        return new Driver(measure, window.means()[position], window.windowSeconds());
    }
}
