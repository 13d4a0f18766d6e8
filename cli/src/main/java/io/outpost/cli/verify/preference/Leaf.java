package io.outpost.cli.verify.preference;

import java.util.Locale;

/**
 * A comparison of one value with one number.
 *
 * @param what it compares: a column of the panes or of the models, or the name of a condition
 * @param statistic of a measure; null of models and conditions
 * @param spanSeconds that a measure is taken over, before the end of the pane; 0: the pane
 * @param threshold of a condition the number of the level; NaN where it is a percentile
 * @param percentile of the place's own history; 0: none
 * @param halfMatch how far from the threshold is half a match
 */
public record Leaf(
        Kind kind,
        String what,
        Statistic statistic,
        int spanSeconds,
        Operator operator,
        double threshold,
        int percentile,
        double hysteresis,
        NoData noData,
        double halfMatch) {
    private static final double TIE = 1e-9;
    private static final int HOUR_SECONDS = 3600;

    /** Where a value is from. */
    public enum Kind {
        MEASURE,
        MODEL,
        CONDITION
    }

    /** Of what is in a pane or a span. */
    public enum Statistic {
        MEAN,
        MINIMUM,
        MAXIMUM,
        TOTAL
    }

    /** On which side of the threshold it holds. */
    public enum Operator {
        AT_LEAST,
        ABOVE,
        AT_MOST,
        BELOW;

        boolean isRising() {
            return this == AT_LEAST || this == ABOVE;
        }

        String field() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What it says once its value has been missing for longer than allowed. */
    public enum NoData {
        KEEP_LAST,
        NOT_MATCHING,
        UNKNOWN
    }

    /** What its value is called among the reasons. */
    String reason() {
        return kind == Kind.CONDITION ? what.toLowerCase(Locale.ROOT) + "_level" : what;
    }

    /** The span where hours judge it: one of an hour is the pane. */
    int secondsOfHours() {
        return spanSeconds == HOUR_SECONDS ? 0 : spanSeconds;
    }

    /**
     * Whether a value matches: one that has matched before, by a threshold that lies further back.
     */
    boolean holds(double value, double limit, boolean held) {
        double beyond = operator.isRising() ? value - limit : limit - value;
        beyond += held ? hysteresis : 0;
        boolean isWithLimit = operator == Operator.AT_LEAST || operator == Operator.AT_MOST;
        return isWithLimit ? beyond >= -TIE : beyond > TIE;
    }
}
