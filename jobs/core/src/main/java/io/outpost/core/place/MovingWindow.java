package io.outpost.core.place;

import java.util.function.LongFunction;

/**
 * The sums of the quarter hours that start in the 24 h before an instant. It moves on by what
 * enters and what leaves, at a cost that does not grow with its length; sums are exact, so nothing
 * gathers. Never stored: the window of a place that is loaded is added up anew.
 */
final class DayWindow {
    private static final long STEP_MILLIS = PaneWidth.QUARTER_HOUR.millis();

    /**
     * Moved further, it is added up anew: what would leave may have been forgotten, which happens
     * once the clock is {@link AllowedLateness#QUARTER_HOURS_KEPT_MILLIS} ahead of it.
     */
    private static final long MOVED_AT_MOST_MILLIS = 2 * STEP_MILLIS;

    private RollingSums sums = new RollingSums();
    private boolean set;
    private long endMillis;

    /** The sums of the window that ends at an instant, until it is moved again. */
    RollingSums endingAt(long newEndMillis, LongFunction<QuarterHour> quarterHours) {
        boolean near =
                newEndMillis >= endMillis && newEndMillis - endMillis <= MOVED_AT_MOST_MILLIS;
        if (set && near) {
            for (long start = endMillis; start < newEndMillis; start += STEP_MILLIS) {
                QuarterHour leaving = quarterHours.apply(start - AllowedLateness.DAY_WINDOW_MILLIS);
                if (leaving != null) {
                    sums.subtract(leaving.sums());
                }
                enter(quarterHours.apply(start));
            }
        } else {
            sums = new RollingSums();
            long first = newEndMillis - AllowedLateness.DAY_WINDOW_MILLIS;
            for (long start = first; start < newEndMillis; start += STEP_MILLIS) {
                enter(quarterHours.apply(start));
            }
        }
        set = true;
        endMillis = newEndMillis;
        return sums;
    }

    /** Forgets the sums: quarter hours that they hold are about to be forgotten. */
    void reset() {
        set = false;
    }

    /** Takes up an observation of a quarter hour, which is within the window or not. */
    void add(long quarterStartMillis, ObservedValues values, int intervalSeconds) {
        if (set
                && quarterStartMillis < endMillis
                && quarterStartMillis >= endMillis - AllowedLateness.DAY_WINDOW_MILLIS) {
            sums.add(values, intervalSeconds);
        }
    }

    private void enter(QuarterHour entering) {
        if (entering != null) {
            sums.add(entering.sums());
        }
    }
}
