package io.outpost.core.preference;

import java.time.LocalTime;

/**
 * Hours of each day, in the time zone of the place, in which nothing is delivered. Episodes are not
 * touched by them.
 *
 * @param from in whole minutes, included
 * @param to in whole minutes, excluded; before {@code from}: of the next day
 */
public record QuietHours(LocalTime from, LocalTime to) {
    public QuietHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("quiet hours must not be empty");
        }
    }
}
