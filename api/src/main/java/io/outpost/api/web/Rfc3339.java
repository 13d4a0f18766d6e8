package io.outpost.api.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Reads RFC 3339 times of years 1 to 9999, and writes them in UTC. */
public final class Rfc3339 {

    private static final Pattern FORM =
            Pattern.compile(
                    "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");

    private static final long FIRST_SECOND = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private static final String SECONDS = "0000-00-00T00:00:00Z";
    private static final String MILLIS = "0000-00-00T00:00:00.000Z";
    private static final int NANOS_OF_MILLI = 1_000_000;

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

    /**
     * As {@link Instant#toString}, which takes ten times as long for the times that most answers
     * are made of.
     */
    static String write(Instant instant) {
        long second = instant.getEpochSecond();
        int nanos = instant.getNano();
        if (second < FIRST_SECOND || second > LAST_SECOND || nanos % NANOS_OF_MILLI != 0) {
            return instant.toString();
        }
        char[] text = (nanos == 0 ? SECONDS : MILLIS).toCharArray();
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(second, TimeUnit.DAYS.toSeconds(1)));
        int secondOfDay = (int) Math.floorMod(second, TimeUnit.DAYS.toSeconds(1));
        put(text, 3, day.getYear());
        put(text, 6, day.getMonthValue());
        put(text, 9, day.getDayOfMonth());
        put(text, 12, secondOfDay / 3600);
        put(text, 15, secondOfDay / 60 % 60);
        put(text, 18, secondOfDay % 60);
        put(text, 22, nanos / NANOS_OF_MILLI);
        return new String(text);
    }

    /** Puts a number in front of the zeros that end here. */
    private static void put(char[] text, int last, int number) {
        int rest = number;
        for (int at = last; rest > 0; at--) {
            text[at] = (char) ('0' + rest % 10);
            rest /= 10;
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
