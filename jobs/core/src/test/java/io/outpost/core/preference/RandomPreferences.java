package io.outpost.core.preference;

import io.outpost.core.preference.Expression.All;
import io.outpost.core.preference.Expression.Any;
import io.outpost.core.preference.Expression.Comparison;
import io.outpost.core.preference.Expression.ForAtLeast;
import io.outpost.core.preference.Expression.Not;
import io.outpost.core.preference.Preference.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Any preferences of minutes, and any weather for them that is often near their thresholds. */
public final class RandomPreferences {
    static final List<Signal> SIGNALS =
            List.of(Wishes.CELSIUS, Wishes.PERCENT, Wishes.WIND, Wishes.GUST);

    private static final int MOST_PARTS = 3;
    private static final int MOST_MINUTES = 240;

    private RandomPreferences() {}

    /** What any preference and any weather follow from. */
    public static Arbitrary<Long> seeds() {
        return Arbitraries.longs().withoutEdgeCases();
    }

    public static Preference preference(Random random) {
        return new Preference(
                "wish",
                expression(random, 3),
                minutes(random, 0, 0, 5, 20),
                minutes(random, 0, 0, 5, 20),
                minutes(random, 0, 0, 30, 90),
                steps(random),
                List.of(),
                null);
    }

    private static List<Step> steps(Random random) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(Severity.NOTICE, Duration.ZERO));
        if (random.nextBoolean()) {
            steps.add(new Step(Severity.WARNING, Duration.ofMinutes(7)));
        }
        if (random.nextBoolean()) {
            steps.add(new Step(Severity.CRITICAL, Duration.ofMinutes(25)));
        }
        return steps;
    }

    static Expression expression(Random random, int depth) {
        if (depth == 0) {
            return leaf(random);
        }
        return switch (random.nextInt(6)) {
            case 0 -> new All(parts(random, depth));
            case 1 -> new Any(parts(random, depth));
            case 2 -> new Not(expression(random, depth - 1));
            case 3 -> new ForAtLeast(minutes(random, 1, 5, 15, 40), expression(random, depth - 1));
            default -> leaf(random);
        };
    }

    private static List<Expression> parts(Random random, int depth) {
        List<Expression> parts = new ArrayList<>();
        for (int i = random.nextInt(MOST_PARTS); i >= 0; i--) {
            parts.add(expression(random, depth - 1));
        }
        return parts;
    }

    static Expression leaf(Random random) {
        return new Comparison(
                SIGNALS.get(random.nextInt(SIGNALS.size())),
                Operator.values()[random.nextInt(Operator.values().length)],
                Threshold.of(random.nextInt(3)),
                random.nextInt(3) / 2.0,
                NoData.values()[random.nextInt(NoData.values().length)]);
    }

    private static Duration minutes(Random random, int... some) {
        return Duration.ofMinutes(some[random.nextInt(some.length)]);
    }

    /**
     * Panes of minutes, by position in a table. Values walk in steps of a half, and are missing for
     * a while here and there, all together too.
     */
    public static List<JudgedPane> panes(Random random, SignalTable table) {
        List<JudgedPane> panes = new ArrayList<>();
        double[] walk = new double[table.size()];
        int[] missingUntil = new int[table.size()];
        int minute = 0;
        int size = random.nextInt(MOST_MINUTES);
        for (int i = 0; i < size; i++) {
            minute += random.nextInt(40) == 0 ? 20 + random.nextInt(60) : 1;
            double[] values = new double[walk.length];
            for (int j = 0; j < walk.length; j++) {
                walk[j] = Math.max(-1, Math.min(3, walk[j] + (random.nextInt(3) - 1) / 2.0));
                missingUntil[j] =
                        random.nextInt(30) == 0 ? minute + random.nextInt(60) : missingUntil[j];
                values[j] = minute < missingUntil[j] ? Double.NaN : walk[j];
            }
            panes.add(pane(random, minute, values));
        }
        return panes;
    }

    private static JudgedPane pane(Random random, int minute, double[] values) {
        long start = JudgedPlace.START + minute * JudgedPlace.MINUTE;
        long first = start + random.nextInt(60) * 1000L;
        long last = Math.max(first, start + random.nextInt(60) * 1000L);
        return new JudgedPane(
                start + JudgedPlace.MINUTE, first, last, JudgedPlace.STALE_AFTER, values);
    }
}
