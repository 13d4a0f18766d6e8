package io.outpost.api.series;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.outpost.api.web.Listing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Series of several places, each whole; as a table each row begins with the id of its place. */
record SeriesOfPlaces(List<Series> series) implements Listing {

    private static final String PLACE = "place_id";

    /** A point with the place that it is of. */
    record OfPlace(String placeId, @JsonUnwrapped @JsonProperty Point point) {}

    @Override
    public List<OfPlace> items() {
        return series.stream()
                .flatMap(one -> one.points().stream().map(p -> new OfPlace(one.placeId(), p)))
                .toList();
    }

    /** All series have the same. */
    @Override
    public Map<String, String> unitsOfLines() {
        return series.isEmpty() ? Map.of() : series.get(0).unitsOfLines();
    }

    /** All series have the same; without any there is just that of the place. */
    @Override
    public Collection<String> columns() {
        Stream<String> others = series.stream().limit(1).flatMap(one -> one.columns().stream());
        return Stream.concat(Stream.of(PLACE), others).toList();
    }

    @Override
    public List<List<Object>> rows() {
        return series.stream().flatMap(SeriesOfPlaces::rows).toList();
    }

    private static Stream<List<Object>> rows(Series one) {
        return one.rows().stream()
                .map(
                        fields -> {
                            List<Object> row = new ArrayList<>(fields.size() + 1);
                            row.add(one.placeId());
                            row.addAll(fields);
                            return row;
                        });
    }
}
