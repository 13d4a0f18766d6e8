package io.outpost.bench.live;

import java.util.List;
import java.util.stream.LongStream;

/**
 * The time in which something is measured. All places close their minute within the eleventh second
 * after its end, so a window holds that second whole or not at all.
 *
 * @param beginMillis ms since 1970
 */
record Window(long beginMillis, long endMillis) {
    static final long MINUTE_MILLIS = 60_000;

    /** A pane closes when its place's clock has passed its end by this. */
    static final long GRACE_MILLIS = 10_000;

    /** Time before the first closing of a window, and after the last, ms. */
    static final long BEFORE_MILLIS = 3_000;

    static final long AFTER_MILLIS = 5_000;

    static final int LEAST_SECONDS = 10;

    /** The first window of a length, not before an instant, that has a closing of a minute. */
    static Window after(long earliestMillis, int seconds) {
        long length = seconds * 1000L;
        long closing = closingNotBefore(earliestMillis + BEFORE_MILLIS);
        long begin = Math.max(earliestMillis, closing + AFTER_MILLIS - length);
        return new Window(begin, begin + length);
    }

    double seconds() {
        return (endMillis - beginMillis) / 1000.0;
    }

    /** Ends of the minutes whose panes close within the window. */
    List<Long> minuteEndsMillis() {
        long first = closingNotBefore(beginMillis + BEFORE_MILLIS) - GRACE_MILLIS;
        return LongStream.iterate(first, this::closes, end -> end + MINUTE_MILLIS).boxed().toList();
    }

    /** True when the panes of the minute that ends so close within the window. */
    boolean closes(long minuteEndMillis) {
        long closing = minuteEndMillis + GRACE_MILLIS;
        return closing >= beginMillis + BEFORE_MILLIS && closing + AFTER_MILLIS <= endMillis;
    }

    private static long closingNotBefore(long millis) {
        return -Math.floorDiv(GRACE_MILLIS - millis, MINUTE_MILLIS) * MINUTE_MILLIS + GRACE_MILLIS;
    }
}
