package io.outpost.api.condition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.outpost.api.display.Display;
import io.outpost.api.postgres.Jitter;
import io.outpost.api.web.Prepared;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Conditions of places as they were written a moment ago, so that a place for which many ask is
 * read twice a second. What is given out was read within that time.
 */
public final class RecentConditions {

    /** For how long after it was read an answer is given out at most. */
    public static final Duration KEPT = Duration.ofMillis(500);

    private static final long MAX_BYTES = 64_000_000;

    /** Of a place what was written of it, by how it is shown. */
    private final Cache<String, Map<Display, Written>> kept =
            Caffeine.newBuilder()
                    .expireAfterWrite(KEPT)
                    .maximumWeight(MAX_BYTES)
                    .weigher((String id, Map<Display, Written> all) -> bytes(all))
                    .build();

    private record Written(Prepared body, long keptUntilNanos) {

        boolean isRecent() {
            return System.nanoTime() - keptUntilNanos < 0;
        }
    }

    /**
     * What was written for a place, or what now is; of several who ask at once for one place in the
     * same units and digits, one reads.
     */
    Prepared get(String placeId, Display display, Supplier<Prepared> write) {
        Map<Display, Written> known = kept.getIfPresent(placeId);
        if (isRecent(known, display)) {
            return known.get(display).body();
        }
        return kept.asMap()
                .compute(
                        placeId,
                        (any, all) -> isRecent(all, display) ? all : with(all, display, write))
                .get(display)
                .body();
    }

    private static boolean isRecent(Map<Display, Written> all, Display display) {
        return all != null && all.containsKey(display) && all.get(display).isRecent();
    }

    /** What is still given out, and what now is. */
    private static Map<Display, Written> with(
            Map<Display, Written> all, Display display, Supplier<Prepared> write) {
        Map<Display, Written> more = all == null ? new HashMap<>() : new HashMap<>(all);
        more.values().removeIf(one -> !one.isRecent());
        more.put(display, written(write));
        return Map.copyOf(more);
    }

    private static int bytes(Map<Display, Written> all) {
        return all.values().stream().mapToInt(one -> one.body().bytes().length).sum();
    }

    private static Written written(Supplier<Prepared> write) {
        long keptUntilNanos = System.nanoTime() + Jitter.nanos(KEPT);
        return new Written(write.get(), keptUntilNanos);
    }

    /** Gives out nothing more of a place that was read before; waits for who reads it. */
    public void forget(String placeId) {
        kept.asMap().remove(placeId);
    }
}
