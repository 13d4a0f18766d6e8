package io.outpost.api.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * An answer that lists items: whole as JSON, just the items as CSV or as one JSON object per line.
 */
public interface Listing {

    String CSV = "text/csv";
    String NDJSON = "application/x-ndjson";
    List<String> MEDIA_TYPES = List.of(Reply.JSON, CSV, NDJSON);

    /** What is listed. */
    List<?> items();

    /** Names of the columns of a table of the items; the same on every page. */
    Collection<String> columns();

    /** The fields of each item in the order of the columns; null: no value. */
    List<? extends Collection<?>> rows();

    /** UCUM codes by name that each line of NDJSON has to say, as nothing else does. */
    default Map<String, String> unitsOfLines() {
        return Map.of();
    }

    /** An item as a line that stands alone. */
    record Line(@JsonUnwrapped @JsonProperty Object item, Map<String, String> units) {}

    /** Written as one of the media types. */
    default Reply written(String mediaType) {
        return switch (mediaType) {
            case CSV, NDJSON -> Reply.text(mediaType, head(mediaType) + lines(mediaType));
            default -> Reply.json(this);
        };
    }

    /** What stands before the first item: in CSV the names of the columns. */
    default String head(String mediaType) {
        return mediaType.equals(CSV) ? Csv.line(columns()) : "";
    }

    /** The items, each as a line of CSV or NDJSON. */
    default String lines(String mediaType) {
        return mediaType.equals(CSV)
                ? Csv.lines(rows())
                : Json.writeLines(standingAlone(items(), unitsOfLines()));
    }

    /** Items with the units that nothing else says. */
    static List<?> standingAlone(List<?> items, Map<String, String> units) {
        return units.isEmpty() ? items : items.stream().map(item -> new Line(item, units)).toList();
    }
}
