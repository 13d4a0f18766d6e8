package io.outpost.api.export;

import com.fasterxml.jackson.annotation.JsonValue;
import io.outpost.api.web.Listing;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import java.util.Arrays;
import java.util.Locale;

/** The form of an export's file. */
enum ExportFormat {
    CSV(Listing.CSV),
    NDJSON(Listing.NDJSON);

    static final String PARAMETER = "format";

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    static ExportFormat of(Request request) {
        String name = request.text(PARAMETER).orElse(CSV.id());
        return Arrays.stream(values())
                .filter(format -> format.id().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                ProblemException.invalid(
                                        PARAMETER, "unknown", "must be csv or ndjson"));
    }

    /** Also the extension of the file's name. */
    @JsonValue
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String mediaType() {
        return mediaType;
    }
}
