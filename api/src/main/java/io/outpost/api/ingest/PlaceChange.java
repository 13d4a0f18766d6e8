package io.outpost.api.ingest;

/** Hears where places are, once the log has taken it. */
@FunctionalInterface
public interface PlaceChange {

    /**
     * A place was put.
     *
     * @param latitude degrees north; null: it has no position
     * @param longitude degrees east; null: the same
     */
    void put(String placeId, Double latitude, Double longitude);
}
