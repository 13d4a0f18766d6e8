package io.outpost.api.postgres;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long each of many is kept: what was read at one time, such as after a stall, would otherwise
 * be read again at one time for ever, and all who ask would wait in one queue.
 */
public final class Jitter {
    private Jitter() {}

    /** Half of the longest time to all of it, ns. */
    public static long nanos(Duration longest) {
        long nanos = longest.toNanos();
        return nanos - ThreadLocalRandom.current().nextLong(nanos / 2 + 1);
    }
}
