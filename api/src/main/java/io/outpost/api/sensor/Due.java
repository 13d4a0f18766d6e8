package io.outpost.api.sensor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Says to one request in 1,000, and to one a minute, that what has expired is to be deleted. */
final class Due {

    /** Of rows that a deletion takes at most: more than come between two of them. */
    static final int MOST_ROWS = 10_000;

    private static final int REQUESTS = 1_000;
    private static final Duration SPAN = Duration.ofMinutes(1);

    private final Clock clock;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicReference<Instant> last;

    Due(Clock clock) {
        this.clock = clock;
        this.last = new AtomicReference<>(clock.instant());
    }

    /** True for the one that is to do it. */
    boolean isNow() {
        Instant now = clock.instant();
        Instant before = last.get();
        boolean due = requests.incrementAndGet() >= REQUESTS || !now.isBefore(before.plus(SPAN));
        if (due && last.compareAndSet(before, now)) {
            requests.set(0);
            return true;
        }
        return false;
    }
}
