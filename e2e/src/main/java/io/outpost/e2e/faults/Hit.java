package io.outpost.e2e.faults;

import java.time.Duration;
import java.time.Instant;

/**
 * A kill that was done.
 *
 * @param at when the signal was sent; of a frozen process when it went on
 * @param recovery from then to the completion of the first checkpoint that began afterwards; null:
 *     it did not come in time
 */
record Hit(Kill kill, Phase phase, Instant at, Duration recovery) {
    Hit recovered(Duration after) {
        return new Hit(kill, phase, at, after);
    }
}
