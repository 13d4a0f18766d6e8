package io.outpost.core.condition;

/**
 * What a condition is judged by at one instant.
 *
 * @param atMillis event time of the judgement: the end of the pane that closed
 * @param value the measure, in the unit of the levels; NaN: no value, no judgement
 * @param coverage share of the window that the observations cover; NaN: not known, taken as enough
 * @param firstObservedAtMillis earliest observation of the pane
 * @param lastObservedAtMillis latest observation of the pane
 * @param staleAfterMillis the silence that is allowed between neighbouring observations
 */
public record ConditionInput(
        long atMillis,
        double value,
        double coverage,
        long firstObservedAtMillis,
        long lastObservedAtMillis,
        long staleAfterMillis) {}
