package io.outpost.api.series;

import io.outpost.api.place.Place;
import java.time.Instant;

/** Where default ranges end: behind the place's own newest observation, by event time. */
public final class Latest {

    private Latest() {}

    /** The newest observation of a place; of one without any, now. */
    public static Instant of(Place place, Instant now) {
        return place.latestAt() == null ? now : place.latestAt();
    }

    /**
     * The end of the pane that holds the newest observation; of a place without any, that which
     * holds now.
     */
    static Instant endOf(Tier tier, Place place, Instant now) {
        return tier.floor(of(place, now)).plus(tier.width());
    }
}
