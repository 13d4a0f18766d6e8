package io.outpost.api.place;

/**
 * A place of a list.
 *
 * @param distanceMetres from the centre that was asked for, along a sphere of 6371 km; null: there
 *     is none
 */
public record Found(Place place, Double distanceMetres) {

    /** The distance as it is shown, to a decimetre. */
    public Double shownMetres() {
        return distanceMetres == null ? null : (Double) (Math.round(distanceMetres * 10) / 10.0);
    }
}
