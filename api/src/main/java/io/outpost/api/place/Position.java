package io.outpost.api.place;

/** WGS 84, degrees north and east. */
public record Position(double latitude, double longitude) {

    /** Of a place; null where it is not known. */
    public static Position of(Place place) {
        if (place.latitude() == null || place.longitude() == null) {
            return null;
        }
        return new Position(place.latitude(), place.longitude());
    }
}
