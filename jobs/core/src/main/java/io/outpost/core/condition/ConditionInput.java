package io.outpost.core.condition;

/**
 * What a condition is judged by at one instant.
 *
 * @param atMillis event time of the judgement: the end of the pane that closed
 * @param reachedLevel the level that the measure reaches: 0 none, else 1 for the mildest and so on
 * @param heldLevel the level that it still holds where that one was reached before, within the
 *     hysteresis; {@code reachedLevel} or more
 * @param coverage share of the window that the observations cover; NaN: not known, taken as enough
 * @param firstObservedAtMillis earliest observation of the pane
 * @param lastObservedAtMillis latest observation of the pane
 * @param staleAfterMillis the silence that is allowed between neighbouring observations
 */
public record ConditionInput(
        long atMillis,
        int reachedLevel,
        int heldLevel,
        double coverage,
        long firstObservedAtMillis,
        long lastObservedAtMillis,
        long staleAfterMillis) {
    /** The level that holds when another held before. */
    int level(int before) {
        return Math.max(reachedLevel, Math.min(before, heldLevel));
    }
}
