package io.outpost.api.condition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.outpost.api.series.Digits;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Conditions of places as they were written a moment ago, so that a place for which many ask is
 * read twice a second. What is given out was read within that time.
 */
public final class RecentConditions {

    /** For how long after it was read an answer is given out. */
    public static final Duration KEPT = Duration.ofMillis(500);

    /** About 64 MB. */
    private static final long MAX_CHARACTERS = 32_000_000;

    private final Cache<Key, Written> kept =
            Caffeine.newBuilder()
                    .expireAfterWrite(KEPT)
                    .maximumWeight(MAX_CHARACTERS)
                    .weigher((Key key, Written one) -> one.text().length())
                    .build();

    private record Key(String placeId, Digits digits) {}

    private record Written(String text, long readAtNanos) {

        boolean isRecent() {
            return System.nanoTime() - readAtNanos < KEPT.toNanos();
        }
    }

    /**
     * What was written for a place, or what now is; of several who ask at once for one place, one
     * reads.
     */
    String get(String placeId, Digits digits, Supplier<String> write) {
        Key key = new Key(placeId, digits);
        Written known = kept.getIfPresent(key);
        if (known != null && known.isRecent()) {
            return known.text();
        }
        return kept.asMap()
                .compute(
                        key,
                        (any, other) -> other != null && other.isRecent() ? other : written(write))
                .text();
    }

    private static Written written(Supplier<String> write) {
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
