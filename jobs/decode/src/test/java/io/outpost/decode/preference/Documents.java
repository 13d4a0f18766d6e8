package io.outpost.decode.preference;

import io.outpost.core.condition.Condition;
import io.outpost.core.condition.Rule;
import io.outpost.core.place.HourConditions;
import io.outpost.core.preference.Expression;
import io.outpost.core.preference.Expression.All;
import io.outpost.core.preference.Expression.Any;
import io.outpost.core.preference.Expression.Comparison;
import io.outpost.core.preference.Expression.ForAtLeast;
import io.outpost.core.preference.Expression.LevelComparison;
import io.outpost.core.preference.Expression.Not;
import io.outpost.core.preference.NoData;
import io.outpost.core.preference.Operator;
import io.outpost.core.preference.Preference;
import io.outpost.core.preference.Preference.Step;
import io.outpost.core.preference.QuietHours;
import io.outpost.core.preference.Severity;
import io.outpost.core.preference.Signal;
import io.outpost.core.preference.Statistic;
import io.outpost.core.preference.Threshold;
import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Any preferences of the whole language, and the names of levels that they may have. */
public final class Documents {
    public static final LevelNames LEVELS = levels();

    private static final List<Quantity> MEASURES = List.copyOf(Names.MEASURES.values());
    private static final int[] SPANS = {0, 0, 900, 3600, 7200, 259_200, 604_800};

    private Documents() {}

    private static LevelNames levels() {
        Map<Condition, List<String>> names = new EnumMap<>(Condition.class);
        for (Rule rule : HourConditions.RULES) {
            names.put((Condition) rule.subject(), rule.levels().names());
        }
        names.put(Condition.HEAT, List.of("CAUTION", "EXTREME_CAUTION", "DANGER"));
        names.put(Condition.COLD, List.of("LOW", "MODERATE"));
        return new LevelNames(names);
    }

    /** One whose parts are all known at one cadence. */
    static Preference any(Random random) {
        Expression when = expression(random, 4);
        while (when.cadences().isEmpty() || when.nodes() > Preference.MOST_NODES) {
            when = expression(random, 4);
        }
        return new Preference(
                List.of("Dry trail", "ü", "~/\"\\", "a b").get(random.nextInt(4)),
                when,
                minutes(random, 0, 1, 600),
                minutes(random, 0, 10_080),
                minutes(random, 0, 43_200),
                steps(random),
                random.nextBoolean()
                        ? List.of()
                        : List.of(new QuietHours(LocalTime.of(22, 0), LocalTime.of(6, 30))),
                random.nextBoolean() ? null : Instant.ofEpochMilli(random.nextInt()));
    }

    private static List<Step> steps(Random random) {
        List<Step> steps = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            if (random.nextBoolean() || steps.isEmpty()) {
                steps.add(new Step(severity, Duration.ofHours(7L * steps.size())));
            }
        }
        return steps;
    }

    private static Expression expression(Random random, int depth) {
        return switch (depth == 0 ? 5 : random.nextInt(7)) {
            case 0 -> new All(parts(random, depth));
            case 1 -> new Any(parts(random, depth));
            case 2 -> new Not(expression(random, depth - 1));
            case 3 -> new ForAtLeast(minutes(random, 1, 90, 10_080), expression(random, depth - 1));
            case 4 -> level(random);
            default -> comparison(random);
        };
    }

    private static List<Expression> parts(Random random, int depth) {
        List<Expression> parts = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            parts.add(expression(random, depth - 1));
        }
        return parts;
    }

    private static Expression level(Random random) {
        Condition condition = one(random, List.of(Condition.values()));
        int level = random.nextInt(LEVELS.of(condition).size() + 1);
        return new LevelComparison(
                condition,
                one(random, List.of(Operator.values())),
                level,
                level == 0 ? LevelNames.NONE : LEVELS.of(condition).get(level - 1),
                one(random, List.of(NoData.values())));
    }

    private static Expression comparison(Random random) {
        Signal signal = signal(random);
        return new Comparison(
                signal,
                one(random, List.of(Operator.values())),
                threshold(random, signal),
                random.nextInt(3) / 4.0,
                one(random, List.of(NoData.values())));
    }

    private static Signal signal(Random random) {
        if (random.nextInt(4) == 0) {
            return Signal.model(one(random, List.copyOf(Names.MODELS.values())));
        }
        Signal signal = measure(random);
        while (signal.cadences().isEmpty()) {
            signal = measure(random);
        }
        return signal;
    }

    private static Signal measure(Random random) {
        return Signal.measure(
                one(random, MEASURES),
                one(random, List.of(Statistic.values())),
                SPANS[random.nextInt(SPANS.length)]);
    }

    /** All measures have values from 0 to 20, but the pressure of the air. */
    private static Threshold threshold(Random random, Signal signal) {
        if (signal.name().equals("flow_millimetres_per_hour") && random.nextBoolean()) {
            return Threshold.ofPercentile(one(random, Names.PERCENTILES));
        }
        double from = signal.name().equals("pressure_hectopascals") ? 900 : 0;
        return Threshold.of(from + random.nextInt(80) / 4.0 + (random.nextBoolean() ? 0.1 : 0));
    }

    private static Duration minutes(Random random, int... some) {
        return Duration.ofMinutes(some[random.nextInt(some.length)]);
    }

    private static <T> T one(Random random, List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
