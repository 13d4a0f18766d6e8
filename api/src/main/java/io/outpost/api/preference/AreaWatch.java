package io.outpost.api.preference;

import io.outpost.api.place.PlaceIdStore;
import io.outpost.api.place.PlaceIdStore.At;
import java.util.List;
import java.util.Set;

/**
 * Goes through all registered places, some at a time and over and over, and lets the areas of
 * preferences know of those that they do not. Not thread-safe.
 */
final class AreaWatch {

    private static final int SOME = 500;

    private final PlaceIdStore places;
    private final AstrayStore astray;
    private final AreaStore areas;
    private String after = "";

    AreaWatch(PlaceIdStore places, AstrayStore astray, AreaStore areas) {
        this.places = places;
        this.astray = astray;
        this.areas = areas;
    }

    /** Looks at the next ones. */
    void look() {
        if (!astray.hasAreas()) {
            return;
        }
        List<At> some = places.listAfter(after, SOME);
        after = some.size() < SOME ? "" : some.get(SOME - 1).placeId();
        Set<String> found = astray.find(some);
        some.stream()
                .filter(place -> found.contains(place.placeId()))
                .forEach(place -> areas.put(place.placeId(), place.latitude(), place.longitude()));
    }
}
