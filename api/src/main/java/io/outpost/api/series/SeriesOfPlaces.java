package io.outpost.api.series;

import io.outpost.api.place.OfPlaces;
import java.util.List;
import java.util.Map;

/** Series of several places, each whole. */
record SeriesOfPlaces(List<Series> series) implements OfPlaces {

    @Override
    public List<Series> pages() {
        return series;
    }

    /** All series have the same. */
    @Override
    public Map<String, String> unitsOfLines() {
        return series.isEmpty() ? Map.of() : series.get(0).unitsOfLines();
    }
}
