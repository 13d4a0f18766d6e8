package io.outpost.deliver.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.outpost.core.preference.QuietHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldingTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    private static List<QuietHours> quiet(String hours) {
        return Arrays.stream(hours.split(" "))
                .map(one -> one.split("-"))
                .map(ends -> new QuietHours(LocalTime.parse(ends[0]), LocalTime.parse(ends[1])))
                .toList();
    }

    /** Vienna is at +02:00 in summer, at +01:00 from 2026-10-25T01:00Z on. */
    @ParameterizedTest
    @CsvSource({
        "22:00-07:00, 2026-07-01T19:59:59Z, ",
        "22:00-07:00, 2026-07-01T20:00:00Z, 2026-07-02T05:00:00Z",
        "22:00-07:00, 2026-07-02T04:59:59Z, 2026-07-02T05:00:00Z",
        "22:00-07:00, 2026-07-02T05:00:00Z, ",
        "12:00-14:00, 2026-07-01T10:30:00Z, 2026-07-01T12:00:00Z",
        "12:00-14:00, 2026-07-01T12:00:00Z, ",
        "22:00-07:00 07:00-08:00, 2026-07-01T20:00:00Z, 2026-07-02T06:00:00Z",
        // All of the day by turns: when that is over, it is looked at again.
        "00:00-12:00 12:00-00:00, 2026-07-01T08:00:00Z, 2026-07-03T22:00:00Z",
        // The night in which the clock goes back has an hour more, and 02:30 twice.
        "22:00-07:00, 2026-10-24T20:00:00Z, 2026-10-25T06:00:00Z",
        "01:00-02:30, 2026-10-25T00:10:00Z, 2026-10-25T01:30:00Z",
        "01:00-02:30, 2026-10-25T01:10:00Z, 2026-10-25T01:30:00Z",
        // In the other one 02:30 is none.
        "01:00-02:30, 2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z"
    })
    void quietHoursHoldUntilTheyEndAtThePlace(String hours, Instant now, Instant until) {
        assertEquals(until, new Holding(quiet(hours), VIENNA, null, null).until(now));
    }

    @Test
    void theLastOfAllThatHoldCounts() {
        Instant now = Instant.parse("2026-07-01T12:00:00Z");
        Instant earlier = now.minusSeconds(1);
        Instant later = now.plusSeconds(60);
        Instant latest = now.plusSeconds(90);
        assertNull(Holding.NONE.until(now));
        assertNull(new Holding(List.of(), VIENNA, earlier, now).until(now));
        assertEquals(later, new Holding(List.of(), VIENNA, later, earlier).until(now));
        assertEquals(latest, new Holding(List.of(), VIENNA, later, latest).until(now));
        // A mute that ends at night ends in the morning.
        assertEquals(
                Instant.parse("2026-07-02T05:00:00Z"),
                new Holding(
                                quiet("22:00-07:00"),
                                VIENNA,
                                Instant.parse("2026-07-01T21:00:00Z"),
                                null)
                        .until(now));
    }
}
