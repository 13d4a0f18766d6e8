package io.outpost.cli.verify.fold;

import java.time.Duration;

/** The clock of a place: the greatest time of an accepted observation, and how it came there. */
final class Clock {
    private static final long LIVE_WITHIN_MILLIS = Duration.ofHours(1).toMillis();

    private boolean started;
    private long millis;
    private long movedAtMillis;

    boolean isStarted() {
        return started;
    }

    long millis() {
        return millis;
    }

    /** Null before the first accepted observation. */
    Long orNull() {
        return started ? (Long) millis : null;
    }

    /** True when the observation is newer than all before. */
    boolean isMovedBy(long observedMillis) {
        return !started || observedMillis > millis;
    }

    void move(long observedMillis, long receivedMillis) {
        started = true;
        millis = observedMillis;
        movedAtMillis = receivedMillis;
    }

    /** {@code received} of the observation that last moved it. */
    long movedAtMillis() {
        return movedAtMillis;
    }

    boolean isLive() {
        return started && movedAtMillis - millis <= LIVE_WITHIN_MILLIS;
    }
}
