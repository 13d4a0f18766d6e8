package io.outpost.core.model;

/**
 * The flow index from which a stream is elevated, high and very high, mm/h.
 *
 * @param isOwn true: percentiles of the place's own history; false: defaults
 */
public record FlowThresholds(double elevated, double high, double veryHigh, boolean isOwn) {
    public static final int ELEVATED_PERCENT = 76;
    public static final int HIGH_PERCENT = 90;
    public static final int VERY_HIGH_PERCENT = 99;

    /** Medians of seven basins, where too little is learned of a place: docs/science.md. */
    public static final FlowThresholds DEFAULT = new FlowThresholds(0.06, 0.15, 0.5, false);
}
