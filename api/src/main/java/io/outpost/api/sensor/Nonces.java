package io.outpost.api.sensor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.outpost.api.web.ProblemException;
import java.time.Clock;
import java.time.Instant;

/**
 * Knows what was signed already, over all instances by Postgres. While that does not answer, each
 * instance knows what came to itself: the newest 20,000.
 */
final class Nonces {

    private static final int MOST_HERE = 20_000;

    private final NonceStore store;
    private final Clock clock;
    private final Cache<Nonce, Instant> here = Caffeine.newBuilder().maximumSize(MOST_HERE).build();
    private final Due cleaning;

    Nonces(NonceStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.cleaning = new Due(clock);
    }

    private record Nonce(String keyId, String text) {}

    /** Whether it comes to this instance for the first time; costs nothing. */
    boolean isNewHere(String keyId, String text, Instant expires) {
        Nonce nonce = new Nonce(keyId, text);
        Instant before = here.asMap().putIfAbsent(nonce, expires);
        return before == null
                || (!before.isAfter(clock.instant())
                        && here.asMap().replace(nonce, before, expires));
    }

    /** The same of all instances; to be asked once, of what is new here. */
    boolean isNewEverywhere(String keyId, String text, Instant expires) {
        try {
            cleanWhenDue();
            return store.remember(keyId, text, expires, clock.instant());
        } catch (ProblemException e) {
            // The jobs drop what comes twice; a station must not be silent while Postgres is away.
            return true;
        }
    }

    private void cleanWhenDue() {
        if (cleaning.isNow()) {
            store.forget(clock.instant(), Due.MOST_ROWS);
        }
    }
}
