package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.log.Measure;
import io.outpost.cli.verify.preference.Leaf;
import io.outpost.cli.verify.preference.PaneToJudge;

/**
 * A minute as preferences see it.
 *
 * @param conditions judged at it before
 */
record MinuteToJudge(
        Pane pane,
        PlacePanes panes,
        PlaceConditions conditions,
        double leastCoverage,
        long allowedMillis)
        implements PaneToJudge {
    private static final int HOUR_SECONDS = 3600;

    @Override
    public long endMillis() {
        return pane.startMillis() + PaneSeries.MINUTE;
    }

    @Override
    public long firstMillis() {
        return pane.firstMillis();
    }

    @Override
    public long lastMillis() {
        return pane.lastMillis();
    }

    @Override
    public double value(Leaf leaf) {
        if (leaf.kind() == Leaf.Kind.CONDITION) {
            return conditions.levelAt(leaf.what(), pane.startMillis());
        }
        Measure measure = PaneNumbers.measure(leaf);
        return leaf.spanSeconds() == 0
                ? PaneNumbers.of(pane, measure, leaf.statistic())
                : rolling(measure, leaf.spanSeconds());
    }

    /** Where the minute has a value of it, and enough of the window is covered. */
    private double rolling(Measure measure, int seconds) {
        Rolling window = seconds == HOUR_SECONDS ? panes.hour(pane) : panes.quarterHour(pane);
        return pane.count(measure) == 0 || window.coverage(measure) < leastCoverage
                ? Double.NaN
                : window.mean(measure);
    }

    @Override
    public double limit(Leaf leaf) {
        return leaf.threshold();
    }
}
