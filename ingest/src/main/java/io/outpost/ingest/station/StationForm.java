package io.outpost.ingest.station;

import io.outpost.core.place.RejectionReason;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A report as text: names and values as in a form or in the query of an address. */
public final class StationForm {
    /** Characters of a report. */
    public static final int LONGEST = 64 * 1024;

    /** Fields of a report. */
    public static final int MOST_FIELDS = 256;

    private static final int LONGEST_NAME_SHOWN = 64;

    private StationForm() {}

    /**
     * The fields by name, decoded once.
     *
     * @throws RejectedReportException when it is too large, cannot be decoded, or says a field
     *     twice
     */
    public static Map<String, String> parse(String text) throws RejectedReportException {
        if (text.length() > LONGEST) {
            throw new RejectedReportException(
                    RejectionReason.TOO_LARGE,
                    "the report",
                    "must have at most " + LONGEST + " characters");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text.strip().split("&", MOST_FIELDS + 1)) {
            if (fields.size() == MOST_FIELDS) {
                throw new RejectedReportException(
                        RejectionReason.TOO_LARGE,
                        "the report",
                        "must have at most " + MOST_FIELDS + " fields");
            }
            if (!pair.isEmpty()) {
                add(pair, fields);
            }
        }
        return fields;
    }

    private static void add(String pair, Map<String, String> fields)
            throws RejectedReportException {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        if (fields.put(name, value) != null) {
            throw new RejectedReportException(
                    RejectionReason.UNDECODABLE,
                    name.substring(0, Math.min(name.length(), LONGEST_NAME_SHOWN)),
                    "is there twice; send each field once");
        }
    }

    private static String decoded(String text) throws RejectedReportException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RejectedReportException(
                    RejectionReason.UNDECODABLE,
                    "the report",
                    "must be encoded as a form: % with two hexadecimal digits");
        }
    }
}
