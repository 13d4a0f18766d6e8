package io.outpost.cli.replay.recording;

import io.outpost.cli.send.PlaceEntry;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The places of the rows that were read, as they are to be registered. Of a place that no mapping
 * lists, the first row that has its position counts.
 */
public final class SeenPlaces {
    private final Map<String, PlaceEntry> places = new LinkedHashMap<>();

    /** True when another row can add nothing to the place. */
    boolean isSettled(String id) {
        PlaceEntry place = places.get(id);
        return place != null && place.latitude() != null;
    }

    void add(PlaceEntry place) {
        places.merge(place.id(), place, (old, other) -> other.latitude() == null ? old : other);
    }

    /** Keeps a place as the mapping lists it. */
    void addListed(PlaceEntry place) {
        places.put(place.id(), place);
    }

    /** By id, in the order of their first rows. */
    public Map<String, PlaceEntry> byId() {
        return new LinkedHashMap<>(places);
    }
}
