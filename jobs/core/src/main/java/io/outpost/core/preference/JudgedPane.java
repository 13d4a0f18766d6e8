package io.outpost.core.preference;

import java.time.Duration;

/**
 * A pane of a place that has closed, with what the place knows at its end. The next one of the
 * place begins at its end or later.
 *
 * @param atMillis event time of the judgement: the end of the pane
 * @param firstObservedAtMillis earliest observation of the pane
 * @param lastObservedAtMillis latest observation of the pane
 * @param staleAfterMillis the silence that is allowed between neighbouring observations
 * @param values by position in the {@link SignalTable}; NaN: not known
 */
public record JudgedPane(
        long atMillis,
        long firstObservedAtMillis,
        long lastObservedAtMillis,
        long staleAfterMillis,
        double[] values) {
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    /** The silence that the conditions of the hour allow as well. */
    public static final long HOURS_STALE_AFTER_MILLIS = Duration.ofHours(24).toMillis();

    /** An hour: it counts from its start to its end. */
    public static JudgedPane ofHour(long startMillis, double[] values) {
        long end = startMillis + HOUR_MILLIS;
        return new JudgedPane(end, startMillis, end, HOURS_STALE_AFTER_MILLIS, values);
    }
}
