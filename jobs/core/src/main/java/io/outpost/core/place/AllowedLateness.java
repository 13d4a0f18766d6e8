package io.outpost.core.place;

import java.time.Duration;

/** How far behind its place's clock an observation may be, and what that means for what is kept. */
final class AllowedLateness {
    private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

    /** An observation not older than this enters the minute tier. */
    static final long MINUTE_TIER_MILLIS = Duration.ofHours(2).toMillis();

    /** An observation not older than this enters the hour tier; an older one is late. */
    static final long HOUR_TIER_MILLIS = Duration.ofDays(7).toMillis();

    /** A jump of the clock by more than this waits for a second observation. */
    static final long JUMP_MILLIS = Duration.ofDays(7).toMillis();

    /** So long after the event that last moved its clock a place shrinks. */
    static final long SHRINKING_MILLIS = Duration.ofDays(7).toMillis();

    /** A pane closes when the clock has passed its end by this. */
    static final long GRACE_MILLIS = Duration.ofSeconds(10).toMillis();

    /** An open pane of a live place is due so long after its end. */
    static final long LIVE_CLOSING_MILLIS = Duration.ofSeconds(60).toMillis();

    /** But not before so long after the observation that opened it was received. */
    static final long SHORTEST_OPEN_MILLIS = Duration.ofSeconds(5).toMillis();

    /** Changed rows, and counters, are due so long after the event that made the first of them. */
    static final long GATHERED_MILLIS = Duration.ofSeconds(60).toMillis();

    static final long QUARTER_HOUR_WINDOW_MILLIS = Duration.ofMinutes(15).toMillis();
    static final long HOUR_WINDOW_MILLIS = Duration.ofHours(1).toMillis();
    static final long DAY_WINDOW_MILLIS = Duration.ofHours(24).toMillis();

    /**
     * Minutes are needed while they, or an hour's window of one that can still be judged again, can
     * change.
     */
    static final long MINUTES_KEPT_MILLIS =
            MINUTE_TIER_MILLIS
                    + PaneWidth.QUARTER_HOUR.millis()
                    + HOUR_WINDOW_MILLIS
                    + MINUTE_MILLIS;

    static final long QUARTER_HOURS_KEPT_MILLIS =
            MINUTE_TIER_MILLIS + 2 * PaneWidth.QUARTER_HOUR.millis() + DAY_WINDOW_MILLIS;

    /** Hours are judged again from the start of the day in which the hour tier begins. */
    static final long PARAMETERS_KEPT_MILLIS = HOUR_TIER_MILLIS + PaneWidth.DAY.millis();

    private AllowedLateness() {}
}
