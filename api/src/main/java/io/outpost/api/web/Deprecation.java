package io.outpost.api.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * That a route or a parameter should be used no longer, for the header fields Deprecation (RFC
 * 9745) and Sunset (RFC 8594) of what it answers.
 *
 * @param since from when on there is something better; the contract says what
 * @param sunset from when on it may be gone; empty: that is not decided
 */
public record Deprecation(Instant since, Optional<Instant> sunset) {

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    public Deprecation {
        if (sunset.map(end -> end.isBefore(since)).orElse(false)) {
            throw new IllegalArgumentException("gone at " + sunset.get() + ", before " + since);
        }
    }

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Deprecation", "@" + since.getEpochSecond());
        sunset.ifPresent(end -> headers.put("Sunset", HTTP_DATE.format(end)));
        return headers;
    }
}
