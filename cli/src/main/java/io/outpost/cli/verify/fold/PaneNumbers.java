package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.log.Measure;
import io.outpost.cli.verify.model.FlowLevels;
import io.outpost.cli.verify.model.WaterLevels;
import io.outpost.cli.verify.preference.Leaf;
import io.outpost.cli.verify.preference.Leaf.Statistic;
import java.util.Locale;

/** What preferences compare of panes and of what a place has learned. NaN: not known. */
final class PaneNumbers {
    private PaneNumbers() {}

    static Measure measure(Leaf leaf) {
        return Measure.valueOf(leaf.what().toUpperCase(Locale.ROOT));
    }

    static double of(Pane pane, Measure measure, Statistic statistic) {
        return switch (statistic) {
            case MEAN -> pane.sum(measure) / pane.count(measure);
            case MINIMUM -> pane.minimum(measure);
            case MAXIMUM -> pane.maximum(measure);
            case TOTAL -> pane.rainMillimetres();
        };
    }

    static double percentile(WaterLevels levels, int percent) {
        return levels == null
                ? Double.NaN
                : at(percent, levels.elevated(), levels.high(), levels.veryHigh());
    }

    static double percentile(FlowLevels levels, int percent) {
        return levels.areLearned()
                ? at(percent, levels.elevated(), levels.high(), levels.veryHigh())
                : Double.NaN;
    }

    private static double at(int percent, double elevated, double high, double veryHigh) {
        return percent == 76 ? elevated : percent == 90 ? high : veryHigh;
    }
}
