package io.outpost.api.preference;

/** Fields of bodies that have a preference in them, and where they stand. */
final class BodyFields {
    static final String PREFERENCE_NAME = "preference";
    static final String PREFERENCE = "/body/" + PREFERENCE_NAME;
    static final String PLACES_NAME = "places";
    static final String PLACES = "/body/" + PLACES_NAME;

    private BodyFields() {}
}
