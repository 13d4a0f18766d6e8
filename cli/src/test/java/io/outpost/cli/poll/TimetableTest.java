package io.outpost.cli.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private static double minutes(Instant next) {
        return Duration.between(NOW, next).toMillis() / 60_000.0;
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "1, 5", "2, 10", "3, 20", "4, 40", "5, 60", "1000000, 60"})
    void asksMoreAndMoreSeldomAfterFailuresUpToAnHour(int failures, double expected) {
        Timetable timetable = new Timetable("hut", INTERVAL);
        for (int i = 0; i < 100; i++) {
            assertEquals(expected, minutes(timetable.next(NOW, failures, null)), expected * 0.1001);
        }
    }

    @Test
    void aLongIntervalIsNotShortenedByFailures() {
        Timetable timetable = new Timetable("hut", Duration.ofHours(6));
        assertEquals(360, minutes(timetable.next(NOW, 9, null)), 36.1);
    }

    @Test
    void asksNoSoonerThanItIsAsked() {
        Timetable timetable = new Timetable("hut", INTERVAL);
        assertEquals(NOW.plus(Duration.ofHours(2)), timetable.next(NOW, 1, Duration.ofHours(2)));
        assertTrue(minutes(timetable.next(NOW, 1, Duration.ofSeconds(1))) > 4);
    }

    @Test
    void isTheSameInEachRunAndDiffersBetweenStations() {
        Timetable one = new Timetable("hut", INTERVAL);
        Timetable same = new Timetable("hut", INTERVAL);
        Timetable other = new Timetable("garden", INTERVAL);
        Instant first = one.first(NOW);
        assertEquals(first, same.first(NOW));
        assertFalse(first.isBefore(NOW) || first.isAfter(NOW.plusSeconds(60)));
        assertNotEquals(first, other.first(NOW));
        assertEquals(one.next(NOW, 0, null), same.next(NOW, 0, null));
    }
}
