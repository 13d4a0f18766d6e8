package io.outpost.api.series;

import io.outpost.core.model.FlowThresholds;
import io.outpost.core.model.ModelQuantity;
import io.outpost.core.preference.Signal;
import io.outpost.core.preference.Signal.Source;
import io.outpost.core.weather.Quantity;

/**
 * What stored rows say of signals, as the place knew it when the pane closed; NaN: nothing. What a
 * kind of row does not speak of stays as it was before.
 */
final class SignalValues {

    /** conditions.least-coverage, as shipped: the mean of a window with less is not known. */
    private static final double LEAST_COVERAGE = 0.6;

    private SignalValues() {}

    /** A quantity of panes: of one that only rolls, that which it is made from. */
    static Quantity inPanes(Quantity quantity) {
        return quantity.kind() == Quantity.Kind.ROLLED
                ? Quantity.AIR_TEMPERATURE_CELSIUS
                : quantity;
    }

    /** Of what rolls, whether its window counts: 0 where the pane has a value of it. */
    static double ofPanes(Signal signal, Pane pane, double before) {
        if (signal.source() != Source.MEASURE) {
            return before;
        }
        Stats stats = pane.stats().get(inPanes(Quantity.ofCode(signal.code())).columnName());
        if (stats == null || stats.count() == 0) {
            return Double.NaN;
        }
        return signal.spanSeconds() > 0 ? 0 : ofStats(signal, stats);
    }

    private static double ofStats(Signal signal, Stats stats) {
        return orNaN(
                switch (signal.statistic()) {
                    case MEAN -> stats.mean();
                    case MINIMUM -> stats.min();
                    case MAXIMUM -> stats.max();
                    case TOTAL -> stats.sum();
                });
    }

    static double ofModels(Signal signal, Pane hour, double before) {
        return switch (signal.source()) {
            case MODEL -> model(hour, ModelQuantity.values()[signal.code()]);
            case FLOW_PERCENTILE -> flowPercentile(hour, signal.code());
            default -> before;
        };
    }

    private static double model(Pane hour, ModelQuantity quantity) {
        return orNaN(hour.stats().get(quantity.columnName()).mean());
    }

    /** What the flow was judged by, unless these are the defaults, as too little was learned. */
    private static double flowPercentile(Pane hour, int percent) {
        double elevated = model(hour, ModelQuantity.ELEVATED_FROM_MILLIMETRES_PER_HOUR);
        double high = model(hour, ModelQuantity.HIGH_FROM_MILLIMETRES_PER_HOUR);
        double veryHigh = model(hour, ModelQuantity.VERY_HIGH_FROM_MILLIMETRES_PER_HOUR);
        if (new FlowThresholds(elevated, high, veryHigh, false).equals(FlowThresholds.DEFAULT)) {
            return Double.NaN;
        }
        return switch (percent) {
            case FlowThresholds.ELEVATED_PERCENT -> elevated;
            case FlowThresholds.HIGH_PERCENT -> high;
            default -> veryHigh;
        };
    }

    static double ofWindow(Signal signal, Point point, double before) {
        String name = Quantity.ofCode(signal.code()).columnName();
        boolean isCovered = point.coverage() == null || point.coverage() >= LEAST_COVERAGE;
        return isCovered
                        && !Double.isNaN(before)
                        && point.values().get(name) instanceof Value.Rolled rolled
                ? orNaN(rolled.mean())
                : Double.NaN;
    }

    private static double orNaN(Double value) {
        return value == null ? Double.NaN : value;
    }
}
