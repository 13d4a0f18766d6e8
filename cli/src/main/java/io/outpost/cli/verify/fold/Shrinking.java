package io.outpost.cli.verify.fold;

import java.time.Duration;

/** When a place shrinks, and what is late because it has. */
final class Shrinking {
    private static final long AFTER_MILLIS = Duration.ofDays(7).toMillis();

    private long dueMillis = Long.MAX_VALUE;
    private long forgottenToMillis = Long.MIN_VALUE;

    /** An event has moved the clock. */
    void clockMoved(long eventMillis) {
        dueMillis = eventMillis + AFTER_MILLIS;
    }

    /** Long.MAX_VALUE when nothing is due until the clock moves. */
    long dueMillis() {
        return dueMillis;
    }

    void shrink(long clockMillis) {
        dueMillis = Long.MAX_VALUE;
        forgottenToMillis = clockMillis;
    }

    /** True for what is not newer than the clock was. */
    boolean isForgotten(long observedMillis) {
        return observedMillis <= forgottenToMillis;
    }
}
