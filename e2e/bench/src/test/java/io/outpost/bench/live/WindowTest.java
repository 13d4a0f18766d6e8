package io.outpost.bench.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    private static final long NOON = Instant.parse("2025-07-01T12:00:00Z").toEpochMilli();

    @ParameterizedTest
    @ValueSource(ints = {10, 15, 60, 61, 120, 600})
    void everyWindowHasAClosingWholly(int seconds) {
        for (long earliest = NOON; earliest < NOON + 60_000; earliest += 250) {
            Window window = Window.after(earliest, seconds);
            assertTrue(window.beginMillis() >= earliest);
            assertTrue(window.beginMillis() < earliest + 63_000);
            assertEquals(seconds, window.seconds());
            assertTrue(window.closes(window.minuteEndsMillis().get(0)));
        }
    }

    @Test
    void aClosingAtTheEdgeIsNotOfTheWindow() {
        Window window = new Window(NOON + 10_000, NOON + 75_000);
        assertFalse(window.closes(NOON));
        assertTrue(window.closes(NOON + 60_000));
        assertFalse(new Window(NOON + 10_000, NOON + 74_999).closes(NOON + 60_000));
        assertTrue(new Window(NOON + 7_000, NOON + 74_999).closes(NOON));
    }

    @Test
    void aMinuteIsClosedByTheFirstRecordTenSecondsAfterItsEnd() {
        Schedule schedule = new Schedule(NOON + 500, 4, 120, 4);
        assertEquals(NOON + 70_000, schedule.closingMillis(2, NOON + 60_000));
        assertEquals(NOON + 70_250, schedule.closingMillis(3, NOON + 60_000));
        assertEquals(NOON + 70_750, schedule.closingMillis(1, NOON + 60_000));
        assertEquals(-1, schedule.closingMillis(1, NOON + 120_000));
    }

    @Test
    void theClosingsOfAWindowAreThoseOfTheWatchedPlacesByMinute() {
        Schedule schedule = new Schedule(NOON, 4, 300, 4);
        Watched watched = new Watched(4, 2, 0, 1);
        Window window = new Window(NOON + 60_000, NOON + 200_000);
        assertEquals(
                List.of(NOON + 60_000, NOON + 120_000, NOON + 180_000), window.minuteEndsMillis());
        assertEquals(
                Map.of(0, NOON + 70_000, 2, NOON + 70_500),
                watched.closings(NOON + 60_000, schedule));
    }

    @Test
    void alertsOfWatchedPlacesAreSpreadOverTheMinutes() {
        Watched watched = new Watched(15_000, 30, 1000, 10);
        assertEquals(500, watched.all().count());
        assertEquals(1000, watched.alertEndMinute(0));
        assertEquals(1009, watched.alertEndMinute(270));
        assertEquals(1000, watched.alertEndMinute(300));
        assertEquals(0, watched.placesFrom(903).length);
        assertEquals(50, watched.placesFrom(904).length);
        assertTrue(watched.has(14_970));
        assertFalse(watched.has(14_971));
    }

    @Test
    void aMinuteWithoutAnObservationRaisesNoAlertAndTheNextOneDoes() {
        long noon = NOON / 60_000;
        Watched watched = new Watched(4, 1, noon + 1, 3);
        List<Schedule> schedules = List.of(new Schedule(NOON + 90_000, 4, 60, 4));
        assertEquals((noon + 2) * 60_000, watched.raisingEndMillis(0, schedules));
        assertEquals((noon + 2) * 60_000, watched.raisingEndMillis(1, schedules));
        assertEquals((noon + 3) * 60_000, watched.raisingEndMillis(2, schedules));
        assertEquals(-1, watched.raisingEndMillis(3, List.of()));
    }
}
