package io.outpost.cli.verify.emission;

import java.time.Instant;

/**
 * What a row or message is about, its revision apart.
 *
 * @param placeId empty where there is no place
 * @param what what a place has several of, such as a condition; else empty
 * @param number a start, a time or a position; else 0
 */
public record Key(String placeId, String what, long number) {
    private static final long YEAR_MILLIS = 31_536_000_000L;

    @Override
    public String toString() {
        String text = what.isEmpty() ? placeId : placeId + " " + what;
        if (number == 0) {
            return text;
        }
        return number > YEAR_MILLIS
                ? text + " " + Instant.ofEpochMilli(number)
                : text + " " + number;
    }
}
