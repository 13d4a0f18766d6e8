package io.outpost.core.condition;

/**
 * The state of an episode as it is known: the time in which a condition held.
 *
 * @param endedAtMillis 0 while it is open
 * @param retracted true: a later record showed that it did not happen
 */
public record Episode(
        Condition condition,
        long startedAtMillis,
        long endedAtMillis,
        int level,
        int peakLevel,
        boolean retracted) {}
