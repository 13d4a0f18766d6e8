package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.emission.ParametersContent;
import io.outpost.cli.verify.log.LoggedParameters;

/** The versions of a place's parameters, and the minutes that each applies to. */
final class Parameters {
    /** {@link #latestClosedMillis} before the first. */
    private static final long NONE = Long.MIN_VALUE;

    private final StaleAfter staleAfter;
    private long latestClosedMillis = NONE;

    Parameters(long defaultStaleAfterMillis) {
        staleAfter = new StaleAfter(defaultStaleAfterMillis);
    }

    /** Minutes that close have their parameters for good. */
    void closed(long minuteStartMillis) {
        latestClosedMillis = Math.max(latestClosedMillis, minuteStartMillis);
    }

    /** A version applies from the minute after the latest one that has closed. */
    ParametersContent add(LoggedParameters logged) {
        boolean first = latestClosedMillis == NONE;
        long from = first ? NONE : latestClosedMillis + PaneSeries.MINUTE;
        int seconds = logged.removed() ? 0 : logged.staleAfterSeconds();
        staleAfter.add(new StaleAfter.Version(from, seconds));
        return new ParametersContent(logged, first ? null : (Long) from);
    }

    /** By which minutes are evaluated. */
    StaleAfter staleAfter() {
        return staleAfter;
    }
}
