package io.outpost.api.web;

import java.util.Collection;
import java.util.List;

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

    /** Written as one of the media types. */
    default Reply written(String mediaType) {
        return switch (mediaType) {
            case "text/csv" -> Reply.text(mediaType, Csv.write(columns(), rows()));
            case "application/x-ndjson" -> Reply.text(mediaType, Json.writeLines(items()));
            default -> Reply.json(this);
        };
    }
}
