package io.outpost.core.preference;

import io.outpost.core.condition.Cadence;
import java.util.Set;

/**
 * A comparison with positions in the values of a pane. Falling ones are turned round, so that
 * greater always matches.
 */
final class CompiledLeaf {
    /** Numbers that are as near as this are the same. */
    private static final double NEAR = 1e-9;

    /** {@link #thresholdPosition} of a number. */
    private static final int CONSTANT = -1;

    private final Signal signal;
    private final NoData noData;
    private final byte withoutData;
    private final int position;
    private final int thresholdPosition;
    private final double threshold;
    private final double sign;
    private final double enterOffset;
    private final double hysteresis;

    private CompiledLeaf(
            Expression.Leaf leaf,
            Signal signal,
            int position,
            int thresholdPosition,
            byte without) {
        this.signal = signal;
        this.noData = leaf.noData();
        this.withoutData = without;
        this.position = position;
        this.thresholdPosition = thresholdPosition;
        this.threshold = leaf.threshold().value();
        this.sign = leaf.operator().isRising() ? 1 : -1;
        this.enterOffset = leaf.operator().isStrict() ? NEAR : -NEAR;
        this.hysteresis = leaf.hysteresis();
    }

    /**
     * @param isNegated true where it speaks against the preference when it holds
     */
    static CompiledLeaf of(
            Expression.Leaf leaf, Cadence cadence, SignalTable table, boolean isNegated) {
        Signal signal = leaf.signal().at(cadence);
        int thresholdPosition =
                leaf.threshold().isPercentile()
                        ? table.positionOf(signal.percentile(leaf.threshold().percentile()))
                        : CONSTANT;
        byte against = isNegated ? Truth.TRUE : Truth.FALSE;
        return new CompiledLeaf(
                leaf,
                signal,
                table.positionOf(signal),
                thresholdPosition,
                leaf.noData() == NoData.NOT_MATCHING ? against : Truth.UNKNOWN);
    }

    Signal signal() {
        return signal;
    }

    /** True when it says the same however long its value is missing. */
    boolean keepsLast() {
        return noData == NoData.KEEP_LAST;
    }

    /** What it says once its value has been missing for too long. */
    byte withoutData() {
        return withoutData;
    }

    /** That of its value, and that of its threshold where it has one. */
    void addPositionsTo(Set<Integer> positions) {
        positions.add(position);
        if (thresholdPosition != CONSTANT) {
            positions.add(thresholdPosition);
        }
    }

    /** True where greater values match. */
    boolean isRising() {
        return sign > 0;
    }

    double value(double[] values) {
        return values[position];
    }

    double threshold(double[] values) {
        return thresholdPosition == CONSTANT ? threshold : values[thresholdPosition];
    }

    /**
     * What it says of a value.
     *
     * @param before what it said before
     * @return {@code missing} where the value or its threshold is not known
     */
    byte judge(double[] values, byte before, byte missing) {
        double value = sign * values[position];
        double from = sign * threshold(values) + enterOffset;
        if (Double.isNaN(value) || Double.isNaN(from)) {
            return missing;
        }
        double held = before == Truth.TRUE ? from - hysteresis : from;
        return value >= held ? Truth.TRUE : Truth.FALSE;
    }

    /** How far a value is from matching, 0 where it does; in the unit of the value. */
    double distanceToHold(double[] values) {
        return Math.max(0, sign * (threshold(values) - value(values)));
    }

    /** How far a value that matches is from no longer doing so. */
    double distanceToLeave(double[] values) {
        return Math.max(0, sign * (value(values) - thresholdToLeave(values)));
    }

    /** Where a value that matches no longer does. */
    double thresholdToLeave(double[] values) {
        return threshold(values) - sign * hysteresis;
    }

    /** How near to matching a distance is: below 1, and the nearer the higher. */
    double nearness(double distance) {
        double half = signal.scale().halfMatch();
        return Scores.NEAREST * half / (half + distance);
    }
}
