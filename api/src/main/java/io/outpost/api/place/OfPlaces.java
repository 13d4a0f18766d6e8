package io.outpost.api.place;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.outpost.api.web.Listing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Pages of several places as one list, in which each item begins with the id of its place. */
public interface OfPlaces extends Listing {

    String PLACE = "place_id";

    /** An item with the place that it is of. */
    record OfPlace(String placeId, @JsonUnwrapped @JsonProperty Object item) {}

    /** The pages; all have the same columns. */
    List<? extends PageOfPlace> pages();

    /** Of one page. */
    static OfPlaces of(PageOfPlace page) {
        return () -> List.of(page);
    }

    @Override
    default List<OfPlace> items() {
        return pages().stream()
                .flatMap(one -> one.linesAlone().map(line -> new OfPlace(one.placeId(), line)))
                .toList();
    }

    /** Without any page there is just that of the place. */
    @Override
    default Collection<String> columns() {
        Stream<String> others = pages().stream().limit(1).flatMap(one -> one.columns().stream());
        return Stream.concat(Stream.of(PLACE), others).toList();
    }

    @Override
    default List<List<Object>> rows() {
        return pages().stream().flatMap(OfPlaces::rows).toList();
    }

    private static Stream<List<Object>> rows(PageOfPlace one) {
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
