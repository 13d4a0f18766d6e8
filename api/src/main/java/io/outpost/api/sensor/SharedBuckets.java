package io.outpost.api.sensor;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.outpost.api.rate.ClockMeter;
import io.outpost.api.rate.LocalLimit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Buckets that all instances share by a row in Postgres; each use of one reads and writes it. */
final class SharedBuckets extends AbstractCompareAndSwapBasedProxyManager<String> {

    /** How long a bucket that is full is kept: clocks of instances differ. */
    private static final Duration KEPT_FULL = Duration.ofMinutes(5);

    private final RateLimitStore store;
    private final Clock clock;

    SharedBuckets(RateLimitStore store, Clock clock) {
        super(ClientSideConfig.getDefault().withClientClock(new ClockMeter(clock)));
        this.store = store;
        this.clock = clock;
    }

    /** The bucket of a name; asks nothing yet. */
    Bucket bucket(String name, int perMinute) {
        BucketConfiguration configuration =
                BucketConfiguration.builder().addLimit(LocalLimit.bandwidth(perMinute)).build();
        return builder().build(name, () -> configuration);
    }

    /** Deletes rows that are as good as full. */
    void forgetFull() {
        store.forget(clock.instant(), Due.MOST_ROWS);
    }

    @Override
    protected CompareAndSwapOperation beginCompareAndSwapOperation(String name) {
        return new CompareAndSwapOperation() {
            @Override
            public Optional<byte[]> getStateData(Optional<Long> timeoutNanos) {
                return store.find(name);
            }

            @Override
            public boolean compareAndSwap(
                    byte[] before,
                    byte[] after,
                    RemoteBucketState state,
                    Optional<Long> timeoutNanos) {
                Instant expires = expiry(state);
                return before == null
                        ? store.add(name, after, expires)
                        : store.replace(name, before, after, expires);
            }
        };
    }

    /** When it has been full for a while, as one that is not there is. */
    private Instant expiry(RemoteBucketState state) {
        Instant now = clock.instant();
        long nanos = TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli());
        return now.plusNanos(state.calculateFullRefillingTime(nanos)).plus(KEPT_FULL);
    }

    /** Rows are deleted by their age alone. */
    @Override
    public void removeProxy(String name) {
        throw new UnsupportedOperationException("buckets expire");
    }

    @Override
    public boolean isAsyncModeSupported() {
        return false;
    }

    @Override
    protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String name) {
        throw new UnsupportedOperationException("connections are not asynchronous");
    }

    @Override
    protected CompletableFuture<Void> removeAsync(String name) {
        throw new UnsupportedOperationException("connections are not asynchronous");
    }
}
