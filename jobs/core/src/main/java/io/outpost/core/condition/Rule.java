package io.outpost.core.condition;

import java.time.Duration;

/**
 * When a condition holds.
 *
 * @param alertsFromLevel the level from which an episode is alerted about, 1: from the mildest
 * @param pending how long a level must be reached before the condition is active; 0: at once
 * @param recovery how long all levels must be left before it is over; 0: at once
 * @param leastCoverage share of the window, 0..1, below which the state is UNCERTAIN
 * @param silence what a too long silence makes of it
 */
public record Rule(
        Condition condition,
        Levels levels,
        int alertsFromLevel,
        Duration pending,
        Duration recovery,
        double leastCoverage,
        SilencePolicy silence) {
    public Rule {
        if (alertsFromLevel < 1 || alertsFromLevel > levels.names().size()) {
            throw new IllegalArgumentException("alerts must begin at one of the levels");
        }
        if (pending.isNegative() || recovery.isNegative()) {
            throw new IllegalArgumentException("pending and recovery must be 0 or more");
        }
        if (!(leastCoverage >= 0 && leastCoverage <= 1)) {
            throw new IllegalArgumentException("leastCoverage must be within 0 and 1");
        }
    }
}
