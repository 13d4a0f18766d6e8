package io.outpost.core.condition;

import java.time.Duration;

/**
 * When a condition holds.
 *
 * @param pending how long a level must be reached before the condition is active; 0: at once
 * @param recovery how long all levels must be left before it is over; 0: at once
 * @param leastCoverage share of the window, 0..1, below which the state is UNCERTAIN
 * @param silence what a too long silence makes of it
 */
public record Rule(
        Condition condition,
        Levels levels,
        Duration pending,
        Duration recovery,
        double leastCoverage,
        SilencePolicy silence) {
    public Rule {
        if (pending.isNegative() || recovery.isNegative()) {
            throw new IllegalArgumentException("pending and recovery must be 0 or more");
        }
        if (!(leastCoverage >= 0 && leastCoverage <= 1)) {
            throw new IllegalArgumentException("leastCoverage must be within 0 and 1");
        }
    }
}
