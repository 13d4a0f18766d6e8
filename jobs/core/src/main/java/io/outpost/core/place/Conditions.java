package io.outpost.core.place;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.Condition;
import io.outpost.core.condition.ConditionInput;
import io.outpost.core.condition.ConditionStates;
import io.outpost.core.condition.Driver;
import io.outpost.core.condition.Levels;
import io.outpost.core.condition.Rule;
import io.outpost.core.condition.StateMachine;
import io.outpost.core.condition.Subject;
import io.outpost.core.condition.Transition;
import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Judges the conditions of a place: those of the minute cadence from the rolling means of the hour
 * before. Each is a rule, a measure and its reasons.
 */
public final class Conditions {
    private static final Condition[] ALL = Condition.values();
    private static final List<Condition> BY_MINUTE = Condition.of(Cadence.MINUTE);

    private final List<Rule> rules;
    private final List<StateMachine> machines;
    private final long staleAfterMillis;
    private final double mostRainIn10Minutes;
    private final HourConditions hourly;

    /**
     * With the most rain that {@link SpanFold} takes for possible.
     *
     * @param minuteRules one per {@link Condition} of the minute, in its order
     * @param staleAfter silence that is allowed where a place does not say otherwise
     */
    public Conditions(List<Rule> minuteRules, Duration staleAfter) {
        this(minuteRules, staleAfter, SpanFold.MOST_RAIN_IN_10_MINUTES);
    }

    /**
     * @param minuteRules one per {@link Condition} of the minute, in its order
     * @param staleAfter silence that is allowed where a place does not say otherwise
     * @param mostRainIn10Minutes by which a rain counter can rise, mm
     */
    public Conditions(List<Rule> minuteRules, Duration staleAfter, double mostRainIn10Minutes) {
        this(minuteRules, staleAfter, mostRainIn10Minutes, new HourConditions());
    }

    /**
     * @param minuteRules one per {@link Condition} of the minute, in its order
     * @param staleAfter silence that is allowed where a place does not say otherwise
     * @param mostRainIn10Minutes by which a rain counter can rise, mm
     * @param hourly judges those of the hour
     */
    public Conditions(
            List<Rule> minuteRules,
            Duration staleAfter,
            double mostRainIn10Minutes,
            HourConditions hourly) {
        List<Rule> all = new ArrayList<>(minuteRules);
        all.addAll(HourConditions.RULES);
        for (Condition condition : ALL) {
            if (all.get(condition.ordinal()).subject() != condition) {
                throw new IllegalArgumentException(
                        "rules must stand in the order of the conditions");
            }
        }
        this.rules = List.copyOf(all);
        this.machines = minuteRules.stream().map(StateMachine::new).toList();
        this.staleAfterMillis = staleAfter.toMillis();
        this.mostRainIn10Minutes = mostRainIn10Minutes;
        this.hourly = hourly;
    }

    HourConditions hourly() {
        return hourly;
    }

    double mostRainIn10Minutes() {
        return mostRainIn10Minutes;
    }

    /** Below it the rolling means are not known to preferences, as for HEAT. */
    double leastCoverage() {
        return rules.get(Condition.HEAT.ordinal()).leastCoverage();
    }

    /** The names of the levels of each condition, mildest first. */
    public Map<Condition, List<String>> levelNames() {
        Map<Condition, List<String>> names = new EnumMap<>(Condition.class);
        for (Condition condition : ALL) {
            names.put(condition, rules.get(condition.ordinal()).levels().names());
        }
        return names;
    }

    /** The name of a level of a condition; null for 0. */
    String levelName(Subject condition, int level) {
        for (Rule rule : rules) {
            if (rule.subject().equals(condition)) {
                return rule.levels().name(level);
            }
        }
        throw new IllegalArgumentException(condition.name() + " is no condition");
    }

    /** The silence that is allowed at a minute of a place, ms. */
    long staleAfterMillis(Place place, long startMillis) {
        return staleAfterMillis(place.parameters.atMinute(startMillis));
    }

    /** The silence that the newest parameters of a place allow, ms. */
    long newestStaleAfterMillis(Place place) {
        return staleAfterMillis(place.parameters.newest());
    }

    private long staleAfterMillis(AppliedVersion version) {
        return version.staleAfterMillis() == 0 ? staleAfterMillis : version.staleAfterMillis();
    }

    /** Judges the conditions of the minute cadence at the end of a minute. */
    void judge(
            Place place,
            ConditionStates states,
            MinutePane minute,
            RollingMeans hour,
            Consumer<Transition> transitions) {
        for (Condition condition : BY_MINUTE) {
            Quantity measure = measure(condition);
            if (minute.pane().has(measure.code())) {
                double mean = hour.mean(measure);
                Levels levels = rules.get(condition.ordinal()).levels();
                machines.get(condition.ordinal())
                        .step(
                                states.of(condition),
                                new ConditionInput(
                                        minute.startMillis() + PaneWidth.MINUTE.millis(),
                                        before -> levels.heldBy(mean, before),
                                        hour.coverage(measure),
                                        minute.pane().firstObservedAtMillis(),
                                        minute.pane().lastObservedAtMillis(),
                                        staleAfterMillis(place, minute.startMillis())),
                                () -> drivers(condition, hour),
                                transitions);
            }
        }
    }

    private static Quantity measure(Condition condition) {
        return switch (condition) {
            case HEAT -> Quantity.HEAT_INDEX_CELSIUS;
            case COLD -> Quantity.FELT_TEMPERATURE_CELSIUS;
            default -> throw notOfMinute(condition);
        };
    }

    private static List<Driver> drivers(Condition condition, RollingMeans hour) {
        return switch (condition) {
            case HEAT ->
                    drivers(
                            hour,
                            Quantity.HEAT_INDEX_CELSIUS,
                            Quantity.AIR_TEMPERATURE_CELSIUS,
                            Quantity.RELATIVE_HUMIDITY_PERCENT);
            case COLD ->
                    drivers(
                            hour,
                            Quantity.FELT_TEMPERATURE_CELSIUS,
                            Quantity.AIR_TEMPERATURE_CELSIUS,
                            Quantity.WIND_SPEED_METRES_PER_SECOND);
            default -> throw notOfMinute(condition);
        };
    }

    private static IllegalArgumentException notOfMinute(Condition condition) {
        return new IllegalArgumentException(condition + " is not judged by minutes");
    }

    private static List<Driver> drivers(RollingMeans window, Quantity... quantities) {
        return Arrays.stream(quantities)
                .map(
                        quantity ->
                                new Driver(
                                        quantity.columnName(),
                                        window.mean(quantity),
                                        window.windowSeconds()))
                .toList();
    }
}
