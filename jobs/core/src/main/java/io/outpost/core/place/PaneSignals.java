package io.outpost.core.place;

import io.outpost.core.condition.ConditionState;
import io.outpost.core.condition.State;
import io.outpost.core.preference.Signal;

/** The numbers that preferences read of a pane alone, and of a condition after it. */
final class PaneSignals {
    private PaneSignals() {}

    /** A quantity of a pane; NaN: not known. */
    static double of(Signal signal, Pane pane) {
        int code = signal.code();
        int count = pane.count(code);
        return switch (signal.statistic()) {
            case MEAN -> count == 0 ? Double.NaN : pane.sum(code) / count;
            case MINIMUM -> count == 0 ? Double.NaN : pane.min(code);
            case MAXIMUM -> count == 0 ? Double.NaN : pane.max(code);
            case TOTAL -> Rain.of(pane.rain()).totalMillimetres();
        };
    }

    /** The level of a condition, 0: none; NaN: not known. */
    static double level(ConditionState state) {
        boolean isKnown = state.state != State.UNKNOWN && state.state != State.UNCERTAIN;
        return isKnown ? state.level : Double.NaN;
    }
}
