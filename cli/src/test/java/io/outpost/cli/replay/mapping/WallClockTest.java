package io.outpost.cli.replay.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class WallClockTest {
    private static final WallClock NEW_YORK = new WallClock(ZoneId.of("America/New_York"), false);
    private static final WallClock NEW_YORK_STANDARD =
            new WallClock(ZoneId.of("America/New_York"), true);

    @Test
    void readsWinterAndSummerTime() {
        assertEquals(
                List.of(Instant.parse("2013-01-01T06:00:00Z")),
                NEW_YORK.instants(LocalDateTime.parse("2013-01-01T01:00:00")));
        assertEquals(
                List.of(Instant.parse("2013-07-01T05:00:00Z")),
                NEW_YORK.instants(LocalDateTime.parse("2013-07-01T01:00:00")));
    }

    @Test
    void givesBothRunsOfARepeatedHour() {
        assertEquals(
                List.of(
                        Instant.parse("2013-11-03T05:30:00Z"),
                        Instant.parse("2013-11-03T06:30:00Z")),
                NEW_YORK.instants(LocalDateTime.parse("2013-11-03T01:30:00")));
    }

    @Test
    void refusesAnHourThatDaylightSavingSkips() {
        LocalDateTime skipped = LocalDateTime.parse("2013-03-10T02:30:00");

        assertThrows(DateTimeException.class, () -> NEW_YORK.instants(skipped));
    }

    @Test
    void standardTimeKnowsNoDaylightSaving() {
        assertEquals(
                List.of(Instant.parse("2013-07-01T06:00:00Z")),
                NEW_YORK_STANDARD.instants(LocalDateTime.parse("2013-07-01T01:00:00")));
        assertEquals(
                List.of(Instant.parse("2013-03-10T07:30:00Z")),
                NEW_YORK_STANDARD.instants(LocalDateTime.parse("2013-03-10T02:30:00")));
    }

    @Test
    void readsFixedOffsets() {
        assertEquals(
                List.of(Instant.parse("2013-02-28T16:00:00Z")),
                new WallClock(ZoneId.of("+08:00"), false)
                        .instants(LocalDateTime.parse("2013-03-01T00:00:00")));
    }
}
