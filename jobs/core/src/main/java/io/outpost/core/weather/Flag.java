package io.outpost.core.weather;

/**
 * Why a value was left out of everything computed, or with {@link #RISE_OVER_GAP} of some of it,
 * while the rest of its observation was kept.
 */
// Their order and number are part of the stored state: a new flag needs a new format of the
// counters.
public enum Flag {
    /** NaN or infinite. */
    NOT_A_NUMBER,
    /** One of the numbers that loggers send for "missing", such as -9999. */
    SENTINEL,
    /** Outside the quantity's plausible range. */
    OUT_OF_RANGE,
    /**
     * Contradicts another value of the same observation: dew point above air temperature, gust
     * below mean wind, a humidity that means an impossible dew point.
     */
    INCONSISTENT,
    /** A counter that rose by more than is possible in the time; decided by the place. */
    IMPLAUSIBLE_RISE,
    /**
     * A counter that rose after it was not read for more than an hour, and more than one and a half
     * of its sensor's intervals: the rise is left out of minutes, and counts in its hour and in
     * wider panes; decided by the place.
     */
    RISE_OVER_GAP;

    /** Number of flags. */
    public static final int COUNT = values().length;
}
