package io.outpost.api.sensor;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.outpost.api.web.ProblemException;
import java.time.Duration;
import java.time.Instant;

/**
 * What an instance has taken of a shared bucket and not granted yet: a twentieth of it at a time,
 * so that few requests ask Postgres. What is left of it stays for later, so that an instance may
 * grant a twentieth beyond the limit at most.
 *
 * <p>The library's own way to put off writing (delaying) is not used: as of 8.19.0 it begins each
 * time from a bucket that is full.
 */
final class Lot {

    private static final int LOTS = 20;

    private final Bucket shared;
    private final long size;
    private long left;
    private ConsumptionProbe last;

    /** Before that, nothing is to be had. */
    private Instant retryAt = Instant.MIN;

    /**
     * @param capacity of the bucket
     */
    Lot(Bucket shared, int capacity) {
        this.shared = shared;
        this.size = Math.max(1, capacity / LOTS);
    }

    /**
     * Takes so many from what is left, and before that a new lot where it is too little.
     *
     * @throws ProblemException UNAVAILABLE or TIMED_OUT when Postgres does not answer
     */
    synchronized ConsumptionProbe take(long count, Instant now) {
        if (left < count && now.isBefore(retryAt)) {
            long nanos = Duration.between(now, retryAt).toNanos();
            return ConsumptionProbe.rejected(left, nanos, last.getNanosToWaitForReset());
        }
        if (left < count) {
            last = refill(count);
            if (left < count) {
                retryAt = now.plusNanos(last.getNanosToWaitForRefill());
                return ConsumptionProbe.rejected(
                        left, last.getNanosToWaitForRefill(), last.getNanosToWaitForReset());
            }
        }
        left -= count;
        return ConsumptionProbe.consumed(
                left + last.getRemainingTokens(), last.getNanosToWaitForReset());
    }

    /** A whole lot, or else what is needed, or else nothing; then it says when there will be. */
    private ConsumptionProbe refill(long count) {
        long needed = count - left;
        long wanted = Math.max(needed, size);
        ConsumptionProbe taken = shared.tryConsumeAndReturnRemaining(wanted);
        if (!taken.isConsumed() && needed < wanted) {
            wanted = needed;
            taken = shared.tryConsumeAndReturnRemaining(needed);
        }
        if (taken.isConsumed()) {
            left += wanted;
        }
        return taken;
    }
}
