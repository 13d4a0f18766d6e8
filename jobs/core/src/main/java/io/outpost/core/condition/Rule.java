package io.outpost.core.condition;

import java.time.Duration;

/**
 * When a subject holds.
 *
 * @param episodesFromLevel the level from which it is an episode, 1: from the mildest; milder ones
 *     are said with the state OK
 * @param alertsFromLevel the level from which an episode is alerted about
 * @param pending how long a level must be reached before the condition is active; 0: at once
 * @param recovery how long all levels must be left before it is over; 0: at once
 * @param leastCoverage share of the window, 0..1, below which the state is UNCERTAIN
 * @param silence what a too long silence makes of it
 */
public record Rule(
        Subject subject,
        Levels levels,
        int episodesFromLevel,
        int alertsFromLevel,
        Duration pending,
        Duration recovery,
        double leastCoverage,
        SilencePolicy silence) {
    /** So many levels at most: stored states have 4 bits for one. */
    public static final int MOST_LEVELS = 15;

    public Rule {
        if (levels.names().size() > MOST_LEVELS) {
            throw new IllegalArgumentException("a condition has 15 levels at most");
        }
        if (episodesFromLevel < 1 || alertsFromLevel < episodesFromLevel) {
            throw new IllegalArgumentException(
                    "episodes must begin at one of the levels, and alerts not below it");
        }
        if (alertsFromLevel > levels.names().size()) {
            throw new IllegalArgumentException("alerts must begin at one of the levels");
        }
        if (pending.isNegative() || recovery.isNegative()) {
            throw new IllegalArgumentException("pending and recovery must be 0 or more");
        }
        if (!(leastCoverage >= 0 && leastCoverage <= 1)) {
            throw new IllegalArgumentException("leastCoverage must be within 0 and 1");
        }
    }

    /** Where every level is an episode. */
    public Rule(
            Subject subject,
            Levels levels,
            int alertsFromLevel,
            Duration pending,
            Duration recovery,
            double leastCoverage,
            SilencePolicy silence) {
        this(subject, levels, 1, alertsFromLevel, pending, recovery, leastCoverage, silence);
    }

    /** True for a level that is said without an episode. */
    boolean isQuiet(int level) {
        return level < episodesFromLevel;
    }
}
