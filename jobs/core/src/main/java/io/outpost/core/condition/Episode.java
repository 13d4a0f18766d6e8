package io.outpost.core.condition;

/**
 * The state of an episode as it is known: the time in which its subject held.
 *
 * @param endedAtMillis 0 while it is open
 * @param retracted true: a later record showed that it did not happen
 */
public record Episode(
        Subject subject,
        long startedAtMillis,
        long endedAtMillis,
        int level,
        int peakLevel,
        boolean retracted) {}
