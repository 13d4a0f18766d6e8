package io.outpost.api.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Clock;
import java.time.Duration;

/** So much a minute at this instance, of each of 20,000 at once. */
public final class LocalLimit {

    private static final int MOST = 20_000;

    private final int perMinute;
    private final Clock clock;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder().maximumSize(MOST).build();

    /**
     * @param perMinute 0: no limit
     */
    public LocalLimit(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    public boolean isSet() {
        return perMinute > 0;
    }

    public int perMinute() {
        return perMinute;
    }

    public ConsumptionProbe take(String who, long count) {
        return buckets.get(who, name -> full()).tryConsumeAndReturnRemaining(count);
    }

    /** At most so many at once, and so many a minute. */
    public static Bandwidth bandwidth(int perMinute) {
        return Bandwidth.builder()
                .capacity(perMinute)
                .refillGreedy(perMinute, Duration.ofMinutes(1))
                .build();
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(bandwidth(perMinute))
                .withCustomTimePrecision(new ClockMeter(clock))
                .build();
    }
}
