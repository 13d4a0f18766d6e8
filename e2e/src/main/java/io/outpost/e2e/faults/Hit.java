package io.outpost.e2e.faults;

import java.time.Duration;
import java.time.Instant;

/**
 * A kill that was done.
 *
 * @param at when the signal was sent; of a frozen process when it was resumed
 * @param recovery from then to the completion of the first checkpoint that began afterwards; null:
 *     it did not come in time
 * @param afterDeadline a deadline had emitted something that no complete checkpoint covered
 */
record Hit(Kill kill, Phase phase, Instant at, Duration recovery, boolean afterDeadline) {
    Hit(Kill kill, Phase phase, Instant at) {
        this(kill, phase, at, null, false);
    }

    Hit recovered(Duration after) {
        return new Hit(kill, phase, at, after, afterDeadline);
    }

    Hit afterDeadline(boolean now) {
        return new Hit(kill, phase, at, recovery, now);
    }

    /** True when it counts for the phase. */
    boolean isIn(Phase which) {
        return which == Phase.AFTER_DEADLINE ? afterDeadline : phase == which;
    }
}
