package io.outpost.core.condition;

import java.util.function.IntUnaryOperator;

/**
 * What a condition is judged by at one instant.
 *
 * @param atMillis event time of the judgement: the end of the pane that closed
 * @param level the level that holds when another held before: 0 none, else 1 for the mildest and so
 *     on
 * @param coverage share of the window that the observations cover; NaN: not known, taken as enough
 * @param firstObservedAtMillis earliest observation of the pane
 * @param lastObservedAtMillis latest observation of the pane
 * @param staleAfterMillis the silence that is allowed between neighbouring observations
 */
public record ConditionInput(
        long atMillis,
        IntUnaryOperator level,
        double coverage,
        long firstObservedAtMillis,
        long lastObservedAtMillis,
        long staleAfterMillis) {}
