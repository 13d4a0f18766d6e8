package io.outpost.core.place;

/**
 * What the clock of a place says of an observation, whatever it holds: late, or a jump ahead
 * ({@link Jumps}). Every job that reads the log decides by these, so that all accept the same.
 */
public final class ClockRules {
    private ClockRules() {}

    /** True when the observation is behind the hour horizon. */
    public static boolean isLate(long clockMillis, long observedAtMillis) {
        return observedAtMillis < clockMillis - AllowedLateness.HOUR_TIER_MILLIS;
    }

    /** True when the observation is so far ahead that the place's next one must confirm it. */
    public static boolean isJump(long clockMillis, long observedAtMillis) {
        return observedAtMillis > clockMillis + AllowedLateness.JUMP_MILLIS;
    }
}
