package io.outpost.api.series;

import io.outpost.api.place.OfPlaces;
import java.util.List;

/** Series of several places, each whole. */
record SeriesOfPlaces(List<Series> series) implements OfPlaces {

    @Override
    public List<Series> pages() {
        return series;
    }
}
