package io.outpost.api.series;

import io.outpost.api.place.Place;
import java.time.Instant;

/** Where default ranges end: behind the place's own newest observation, by event time. */
final class Latest {

    private Latest() {}

    /**
     * The end of the pane that holds the newest observation; of a place without any, that which
     * holds now.
     */
    static Instant endOf(Tier tier, Place place, Instant now) {
        Instant latest = place.latestAt() == null ? now : place.latestAt();
        return tier.floor(latest).plus(tier.width());
    }
}
