package io.outpost.api.ingest;

import io.outpost.api.place.DeletionStore;
import io.outpost.api.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The places for which nothing is taken any more, as they were at most 10 s ago. While Postgres
 * does not answer they are those of before: what is taken of a deleted place by that is read by
 * nobody, and goes with the rest of it.
 */
public final class DeletedPlaces {

    private static final Logger LOG = LoggerFactory.getLogger(DeletedPlaces.class);

    private static final Duration FRESH = Duration.ofSeconds(10);

    private final DeletionStore marks;
    private final Clock clock;
    private final AtomicReference<Instant> readAt = new AtomicReference<>(Instant.MIN);
    private volatile Set<String> known = Set.of();

    public DeletedPlaces(DeletionStore marks, Clock clock) {
        this.marks = marks;
        this.clock = clock;
    }

    /** One request reads them anew; those that ask meanwhile take what was known before. */
    boolean has(String placeId) {
        Instant before = readAt.get();
        Instant now = clock.instant();
        boolean isDue = before.equals(Instant.MIN) || !now.isBefore(before.plus(FRESH));
        if (isDue && readAt.compareAndSet(before, now)) {
            read();
        }
        return known.contains(placeId);
    }

    /** Reads them now. */
    void read() {
        try {
            known = marks.all();
        } catch (ProblemException e) {
            LOG.warn("Which places were deleted is not read: {}", e.toString());
        }
    }
}
