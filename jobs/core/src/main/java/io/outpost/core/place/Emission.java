package io.outpost.core.place;

/**
 * What a place emits, as one event left it. Emissions are immutable, and follow from the log alone:
 * of one identity and revision there is one content.
 */
public interface Emission {
    /** Null only of a dead letter that names no place. */
    String placeId();

    /**
     * Number of the place's event that emits it; 0 of a dead letter that is no event of a place.
     */
    long revision();

    /** Time of that event, ms. */
    long asOfMillis();

    /** Hands itself to the method of its kind. */
    void to(PlaceOutput output);
}
