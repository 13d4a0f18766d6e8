package io.outpost.ingest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Times as senders write them: RFC 3339 with an offset, such as 2026-11-30T05:00:00Z. */
final class SentTime {
    private static final int TO_SECONDS = 20;
    private static final int TO_MILLIS = 24;
    private static final long MILLIS_PER_DAY = 86_400_000L;

    private SentTime() {}

    /**
     * Milliseconds since 1970-01-01T00:00:00Z; finer parts are cut off.
     *
     * @throws DateTimeException when it is none
     */
    static long millis(String text) {
        return isPlain(text)
                ? plainMillis(text)
                : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    }

    /** True for the forms that nearly all are of, to the second or millisecond and in UTC. */
    private static boolean isPlain(String text) {
        int length = text.length();
        return (length == TO_SECONDS || (length == TO_MILLIS && text.charAt(19) == '.'))
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(length - 1) == 'Z';
    }

    private static long plainMillis(String text) {
        int hour = number(text, 11, 13, 23);
        int minute = number(text, 14, 16, 59);
        int second = number(text, 17, 19, 59);
        int millis = text.length() == TO_MILLIS ? number(text, 20, 23, 999) : 0;
        long day =
                LocalDate.of(
                                number(text, 0, 4, 9999),
                                number(text, 5, 7, 12),
                                number(text, 8, 10, 31))
                        .toEpochDay();
        return day * MILLIS_PER_DAY + ((hour * 60L + minute) * 60 + second) * 1000 + millis;
    }

    private static int number(String text, int from, int to, int greatest) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("no digit at character " + (i + 1));
            }
            number = 10 * number + digit;
        }
        if (number > greatest) {
            throw new DateTimeException(number + " is too much at character " + (from + 1));
        }
        return number;
    }
}
