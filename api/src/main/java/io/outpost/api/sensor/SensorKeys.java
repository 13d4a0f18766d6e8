package io.outpost.api.sensor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.outpost.api.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keys by their ids, and ids without a key, each kept for 30 s: within that time a key that is made
 * or revoked counts on every instance. While Postgres does not answer, a key goes on for 15 minutes
 * after it was last read.
 */
final class SensorKeys {

    static final Duration FRESH = Duration.ofSeconds(30);
    static final Duration USABLE = Duration.ofMinutes(15);

    private static final int MOST_KNOWN = 50_000;
    private static final int MOST_UNKNOWN = 10_000;

    private final SensorKeyStore store;
    private final Clock clock;
    private final Cache<String, Known> known =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    /** Apart, so that whoever makes up ids does not push out the keys. */
    private final Cache<String, Instant> unknown =
            Caffeine.newBuilder().maximumSize(MOST_UNKNOWN).build();

    SensorKeys(SensorKeyStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Known(SensorKey key, Instant at) {}

    /**
     * The key, unless there is none or it is revoked.
     *
     * @throws ProblemException UNAVAILABLE or TIMED_OUT when it is not known here, and Postgres
     *     does not answer
     */
    Optional<SensorKey> find(String id) {
        Instant now = clock.instant();
        Known here = known.getIfPresent(id);
        if (here != null && isWithin(FRESH, here.at(), now)) {
            return Optional.of(here.key());
        }
        Instant absent = unknown.getIfPresent(id);
        if (absent != null && isWithin(FRESH, absent, now)) {
            return Optional.empty();
        }
        try {
            return read(id, now);
        } catch (ProblemException e) {
            if (here != null && isWithin(USABLE, here.at(), now)) {
                return Optional.of(here.key());
            }
            throw e;
        }
    }

    private Optional<SensorKey> read(String id, Instant now) {
        Optional<SensorKey> found = store.find(id);
        if (found.isPresent()) {
            known.put(id, new Known(found.get(), now));
            unknown.invalidate(id);
        } else {
            known.invalidate(id);
            unknown.put(id, now);
        }
        return found;
    }

    private static boolean isWithin(Duration span, Instant at, Instant now) {
        return Duration.between(at, now).abs().compareTo(span) < 0;
    }
}
