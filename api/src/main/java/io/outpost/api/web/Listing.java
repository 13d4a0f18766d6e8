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

    List<String> MEDIA_TYPES = List.of(Reply.JSON, "text/csv", "application/x-ndjson");

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
            case "text/csv" -> Reply.text(mediaType, Csv.write(columns(), rows()));
            case "application/x-ndjson" -> Reply.text(mediaType, Json.writeLines(lines()));
            default -> Reply.json(this);
        };
    }

    private List<?> lines() {
        Map<String, String> units = unitsOfLines();
        return units.isEmpty()
                ? items()
                : items().stream().map(item -> new Line(item, units)).toList();
    }
}
