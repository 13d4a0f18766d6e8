package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.emission.HourlyContent;
import io.outpost.cli.verify.hourly.HourChain;
import io.outpost.cli.verify.hourly.ModelHour;
import io.outpost.cli.verify.hourly.ModelRow;
import io.outpost.cli.verify.preference.Leaf;
import io.outpost.cli.verify.preference.PaneToJudge;
import java.time.Duration;
import java.util.List;

/**
 * An hour as preferences see it.
 *
 * @param hour what the models and the gauges say of it
 * @param histories of the conditions judged at it before
 */
record HourToJudge(
        Pane pane,
        ModelHour hour,
        HourSpans spans,
        HourChain chain,
        List<HourConditionHistory> histories)
        implements PaneToJudge {
    private static final long SILENCE_MILLIS = Duration.ofHours(24).toMillis();

    @Override
    public long endMillis() {
        return pane.startMillis() + PaneSeries.HOUR;
    }

    @Override
    public long firstMillis() {
        return pane.startMillis();
    }

    @Override
    public long lastMillis() {
        return endMillis();
    }

    @Override
    public long allowedMillis() {
        return SILENCE_MILLIS;
    }

    @Override
    public double value(Leaf leaf) {
        return switch (leaf.kind()) {
            case CONDITION -> level(leaf.what());
            case MODEL ->
                    hour.isStepped()
                            ? ModelRow.of(hour)
                                    .numbers()[HourlyContent.NUMBERS.indexOf(leaf.what())]
                            : Double.NaN;
            case MEASURE ->
                    leaf.spanSeconds() == 0
                            ? PaneNumbers.of(pane, PaneNumbers.measure(leaf), leaf.statistic())
                            : spans.over(leaf, pane.startMillis());
        };
    }

    private double level(String condition) {
        return histories.stream()
                .filter(history -> history.rule().condition().equals(condition))
                .findFirst()
                .orElseThrow()
                .levelAt(pane.startMillis());
    }

    @Override
    public double limit(Leaf leaf) {
        if (leaf.percentile() == 0) {
            return leaf.threshold();
        }
        if (leaf.kind() == Leaf.Kind.MODEL) {
            return hour.isStepped()
                    ? PaneNumbers.percentile(hour.flowLevels(), leaf.percentile())
                    : Double.NaN;
        }
        return PaneNumbers.percentile(chain.waterLevels(pane.startMillis()), leaf.percentile());
    }
}
