package io.outpost.api.condition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.outpost.api.series.Digits;
import io.outpost.api.web.Prepared;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Conditions of places as they were written a moment ago, so that a place for which many ask is
 * read twice a second. What is given out was read within that time.
 */
public final class RecentConditions {

    /** For how long after it was read an answer is given out. */
    public static final Duration KEPT = Duration.ofMillis(500);

    private static final long MAX_BYTES = 64_000_000;

    private final Cache<Key, Written> kept =
            Caffeine.newBuilder()
                    .expireAfterWrite(KEPT)
                    .maximumWeight(MAX_BYTES)
                    .weigher((Key key, Written one) -> one.body().bytes().length)
                    .build();

    private record Key(String placeId, Digits digits) {}

    private record Written(Prepared body, long readAtNanos) {

        boolean isRecent() {
            return System.nanoTime() - readAtNanos < KEPT.toNanos();
        }
    }

    /**
     * What was written for a place, or what now is; of several who ask at once for one place, one
     * reads.
     */
    Prepared get(String placeId, Digits digits, Supplier<Prepared> write) {
        Key key = new Key(placeId, digits);
        Written known = kept.getIfPresent(key);
        if (known != null && known.isRecent()) {
            return known.body();
        }
        return kept.asMap()
                .compute(
                        key,
                        (any, other) -> other != null && other.isRecent() ? other : written(write))
                .body();
    }

    private static Written written(Supplier<Prepared> write) {
        long now = System.nanoTime();
        return new Written(write.get(), now);
    }

    /** Gives out nothing more of a place that was read before; waits for who reads it. */
    public void forget(String placeId) {
        for (Digits digits : Digits.values()) {
            kept.asMap().remove(new Key(placeId, digits));
        }
    }
}
