package io.outpost.api.place;

import java.time.Duration;
import java.time.Instant;

/**
 * How old a place's newest observation is now, and whether that is too old; both are properties of
 * now, never stored.
 */
public record Freshness(Instant latestAt, Long ageS, boolean stale, int staleAfterSeconds) {

    public static final int DEFAULT_STALE_AFTER_SECONDS = 10_800;

    /** A place that never sent an observation has no age, and is stale. */
    public static Freshness of(Place place, Instant now) {
        int allowed =
                place.staleAfterSeconds() == null
                        ? DEFAULT_STALE_AFTER_SECONDS
                        : place.staleAfterSeconds();
        if (place.latestAt() == null) {
            return new Freshness(null, null, true, allowed);
        }
        long age = Math.max(0, Duration.between(place.latestAt(), now).toSeconds());
        return new Freshness(place.latestAt(), age, age > allowed, allowed);
    }
}
