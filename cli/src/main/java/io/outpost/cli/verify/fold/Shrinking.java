package io.outpost.cli.verify.fold;

import java.time.Duration;

/** When a place shrinks, and what is late because it has. */
final class Shrinking {
    private static final long AFTER_MILLIS = Duration.ofDays(7).toMillis();

    private static final long MILLIS_PER_SECOND = 1000;

    private long dueMillis = Long.MAX_VALUE;
    private long forgottenToSecond = Long.MIN_VALUE;

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
        forgottenToSecond = Math.floorDiv(clockMillis, MILLIS_PER_SECOND);
    }

    /** True for what is not newer, to the second, than the clock was. */
    boolean isForgotten(long observedMillis) {
        return Math.floorDiv(observedMillis, MILLIS_PER_SECOND) <= forgottenToSecond;
    }
}
