package io.outpost.flink.parts;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for something to become true; the limit only says when to give up. */
public final class Await {
    /** Whoever expects that something never comes shortens all limits. */
    private static final long MOST_SECONDS = Long.getLong("outpost.await-seconds", Long.MAX_VALUE);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Await() {}

    public static void until(String what, Duration limit, Callable<Boolean> condition)
            throws Exception {
        Instant end = Instant.now().plusSeconds(Math.min(limit.toSeconds(), MOST_SECONDS));
        while (!condition.call()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("gave up waiting: " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
