package io.outpost.api.web;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations in ISO 8601 (PT15M, P1D) or short (15m, 1h, 1d) form. */
public final class Durations {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,6})([smhd])");

    private Durations() {}

    public static Duration parse(String parameter, String value) {
        Matcher shortForm = SHORT.matcher(value);
        if (shortForm.matches()) {
            return ofShort(Long.parseLong(shortForm.group(1)), shortForm.group(2));
        }
        try {
            return Duration.parse(value);
        } catch (DateTimeException e) {
            throw ProblemException.invalid(
                    parameter,
                    "not-a-duration",
                    "must be an ISO 8601 duration such as PT15M, or 15m, 1h, 1d");
        }
    }

    private static Duration ofShort(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
