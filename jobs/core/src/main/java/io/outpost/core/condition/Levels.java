package io.outpost.core.condition;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The levels of a condition, mildest first. A rising scale (heat) reaches a level at or above its
 * threshold, a falling one (cold) at or below it.
 *
 * @param names one per level, such as CAUTION
 * @param thresholds one per level, in the unit of the measure; monotonic
 * @param hysteresis how far the measure must come back before a level is left; 0 or more
 * @param isRising whether the scale rises
 */
public record Levels(
        List<String> names, List<Double> thresholds, double hysteresis, boolean isRising) {
    public Levels {
        names = List.copyOf(names);
        thresholds = List.copyOf(thresholds);
        if (names.isEmpty() || names.size() != thresholds.size()) {
            throw new IllegalArgumentException(
                    "needs one threshold per level, and at least one level");
        }
        if (!(hysteresis >= 0)) {
            throw new IllegalArgumentException("hysteresis must be 0 or more");
        }
        for (int i = 1; i < thresholds.size(); i++) {
            if (Double.compare(thresholds.get(i), thresholds.get(i - 1)) != (isRising ? 1 : -1)) {
                throw new IllegalArgumentException(
                        "thresholds must all %s: %s"
                                .formatted(isRising ? "rise" : "fall", thresholds));
            }
        }
    }

    /** Levels that are found by more than one number: the measure is the level itself. */
    public static Levels named(List<String> names) {
        List<Double> positions =
                IntStream.rangeClosed(1, names.size()).asDoubleStream().boxed().toList();
        return new Levels(names, positions, 0, true);
    }

    /** The level reached by a value: 0 none, else 1 for the mildest and so on. */
    public int reachedBy(double value) {
        return reachedBy(value, 0);
    }

    /** The level that a value still holds when {@code held} was reached before. */
    public int heldBy(double value, int held) {
        return Math.max(reachedBy(value), Math.min(held, reachedBy(value, hysteresis)));
    }

    /** The name of a level; null for 0. */
    public String name(int level) {
        return level == 0 ? null : names.get(level - 1);
    }

    private int reachedBy(double value, double slack) {
        int level = 0;
        while (level < thresholds.size() && reaches(value, thresholds.get(level), slack)) {
            level++;
        }
        return level;
    }

    private boolean reaches(double value, double threshold, double slack) {
        return isRising ? value >= threshold - slack : value <= threshold + slack;
    }
}
