package io.outpost.api.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads RFC 3339 times of years 1 to 9999. */
public final class Rfc3339 {

    private static final Pattern FORM =
            Pattern.compile(
                    "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");

    private Rfc3339() {}

    public static Instant parse(String parameter, String value) {
        String text = value.toUpperCase(Locale.ROOT);
        if (!FORM.matcher(text).matches()) {
            throw malformed(parameter);
        }
        try {
            return inRange(parameter, OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw malformed(parameter);
        }
    }

    private static Instant inRange(String parameter, Instant instant) {
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > 9999) {
            throw malformed(parameter);
        }
        return instant;
    }

    private static ProblemException malformed(String parameter) {
        return ProblemException.invalid(
                parameter,
                "not-a-time",
                "must be an RFC 3339 time such as 2013-07-01T00:00:00Z (in a URL, write + as %2B)");
    }
}
