package io.outpost.core.place;

/**
 * What the clock of a place says of an observation, whatever it holds: late, or a jump ahead
 * ({@link Jumps}); when the place shrinks, and which sensors it forgets. Every job that reads the
 * log decides by these, so that all accept the same. Long.MIN_VALUE: a time before there is one.
 */
public final class ClockRules {
    private static final long MILLIS_PER_SECOND = 1000;
    private static final long SENSOR_KEPT_SECONDS =
            AllowedLateness.HOUR_TIER_MILLIS / MILLIS_PER_SECOND;

    private ClockRules() {}

    /** True when the observation is behind the hour horizon. */
    static boolean isBehind(long clockMillis, long observedAtMillis) {
        return observedAtMillis < clockMillis - AllowedLateness.HOUR_TIER_MILLIS;
    }

    /**
     * True when the observation is behind the hour horizon, or may be one that the place has
     * forgotten.
     *
     * @param clockMillis the place's clock, which is set
     * @param shrunkMillis what it was when the place shrank
     */
    public static boolean isLate(long clockMillis, long shrunkMillis, long observedAtMillis) {
        return isBehind(clockMillis, observedAtMillis)
                || second(observedAtMillis) <= second(shrunkMillis);
    }

    /** True when the observation is so far ahead that the place's next one must confirm it. */
    public static boolean isJump(long clockMillis, long observedAtMillis) {
        return observedAtMillis > clockMillis + AllowedLateness.JUMP_MILLIS;
    }

    /** When a place shrinks whose clock was last moved by the event at a time, ms. */
    public static long shrinksAtMillis(long movedAtMillis) {
        return movedAtMillis + AllowedLateness.SHRINKING_MILLIS;
    }

    /** True when the clock has entered an hour (UTC). */
    public static boolean isNewHour(long clockBefore, long clockAfter) {
        return PaneWidth.HOUR.startOf(clockAfter) > PaneWidth.HOUR.startOf(clockBefore);
    }

    /** True when the place forgets a sensor, looked at when its clock enters an hour. */
    public static boolean isForgotten(long clockMillis, long newestObservedAtMillis) {
        return second(newestObservedAtMillis) < second(clockMillis) - SENSOR_KEPT_SECONDS;
    }

    private static long second(long millis) {
        return Math.floorDiv(millis, MILLIS_PER_SECOND);
    }
}
