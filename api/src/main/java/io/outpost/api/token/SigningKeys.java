package io.outpost.api.token;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's keys by their ids. They are read anew after five minutes, and for an id that is not
 * known, but never twice within 30 s; where they cannot be read, those of before stay. Thread-safe.
 */
final class SigningKeys {

    static final Duration LIFETIME = Duration.ofMinutes(5);
    static final Duration LEAST_PAUSE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    private final Jwks jwks;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Edition newest = new Edition(0, Map.of());
    private volatile Instant readAt = Instant.EPOCH;
    private volatile Instant triedAt = Instant.EPOCH;

    /** The keys as they were read once; the number grows whenever they are read. */
    private record Edition(long number, Map<String, SigningKey> keys) {}

    /** Reads them; an issuer that does not answer is asked again later. */
    SigningKeys(Jwks jwks, Clock clock) {
        this.jwks = jwks;
        this.clock = clock;
        readIfDue();
    }

    /** The number of the edition that holds now: what an earlier one has verified may not. */
    long edition() {
        if (isOver(LIFETIME, readAt) && isOver(LEAST_PAUSE, triedAt) && reading.tryLock()) {
            try {
                readIfDue();
            } finally {
                reading.unlock();
            }
        }
        return newest.number();
    }

    /** The key of an id; for one that is not known, callers wait until the keys are read anew. */
    Optional<SigningKey> find(String id) {
        if (!newest.keys().containsKey(id) && isOver(LEAST_PAUSE, triedAt)) {
            reading.lock();
            try {
                readIfDue();
            } finally {
                reading.unlock();
            }
        }
        return Optional.ofNullable(newest.keys().get(id));
    }

    private void readIfDue() {
        if (!isOver(LEAST_PAUSE, triedAt)) {
            return;
        }
        try {
            newest = new Edition(newest.number() + 1, jwks.read());
            readAt = clock.instant();
        } catch (IOException e) {
            LOG.warn("Cannot read the keys of tokens at {}: {}", jwks, e.getMessage());
        } finally {
            triedAt = clock.instant();
        }
    }

    /** A clock that was set back makes no pause longer. */
    private boolean isOver(Duration pause, Instant since) {
        return Duration.between(since, clock.instant()).abs().compareTo(pause) >= 0;
    }
}
