package io.outpost.bench.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
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
            assertTrue(window.closes(window.firstMinuteEndMillis()));
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
    void aWindowTooShortForAClosingIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> Window.after(NOON, 9));
    }

    @Test
    void aMinuteIsClosedByTheFirstRecordTenSecondsAfterItsEnd() {
        Schedule schedule = Schedule.constant(NOON + 500, 4, 120, 4);
        Closing exact = Closing.of(2, NOON + 60_000, schedule);
        assertEquals(new Closing(2, NOON, NOON + 70_000), exact);
        assertEquals(NOON + 70_250, Closing.of(3, NOON + 60_000, schedule).dueMillis());
        assertEquals(NOON + 70_750, Closing.of(1, NOON + 60_000, schedule).dueMillis());
        assertEquals(-1, Closing.of(1, NOON + 120_000, schedule).dueMillis());
    }

    @Test
    void theClosingsOfAWindowAreThoseOfTheWatchedPlacesByMinute() {
        Schedule schedule = Schedule.constant(NOON, 4, 300, 4);
        Watched watched = new Watched(4, 2, 0, 1);
        Window window = new Window(NOON + 60_000, NOON + 200_000);
        List<List<Closing>> minutes = Closing.byMinute(Closing.within(window, schedule, watched));
        assertEquals(3, minutes.size());
        assertEquals(
                List.of(new Closing(0, NOON, NOON + 70_000), new Closing(2, NOON, NOON + 70_500)),
                minutes.get(0));
    }

    @Test
    void alertsOfWatchedPlacesAreSpreadOverTheMinutes() {
        Watched watched = new Watched(15_000, 30, 1000, 10);
        assertEquals(500, watched.all().count());
        assertEquals(1000, watched.alertEndMinute(0));
        assertEquals(1009, watched.alertEndMinute(270));
        assertEquals(1000, watched.alertEndMinute(300));
        assertEquals(904, watched.historyMinute(0));
        assertTrue(watched.has(14_970));
        assertFalse(watched.has(14_971));
    }

    @Test
    void aMinuteWithoutAnObservationRaisesNoAlertAndTheNextOneDoes() {
        long noon = NOON / 60_000;
        Watched watched = new Watched(4, 1, noon + 1, 3);
        List<Schedule> schedules = List.of(Schedule.constant(NOON + 90_000, 4, 60, 4));
        assertEquals(noon + 2, watched.raisingEndMinute(0, schedules));
        assertEquals(noon + 2, watched.raisingEndMinute(1, schedules));
        assertEquals(noon + 3, watched.raisingEndMinute(2, schedules));
        assertEquals(-1, watched.raisingEndMinute(3, List.of()));
    }

    @Test
    void theScheduleOfAKillHoldsTheClosingOfItsMinute() {
        for (long start = NOON; start < NOON + 60_000; start += 1000) {
            Schedule schedule = Kill.schedule(start, 4, 20, 4);
            long minuteEnd = ((start + 16_000) / 60_000 + 1) * 60_000;
            for (int place = 0; place < 4; place++) {
                assertTrue(schedule.lastDueMillis(place) >= minuteEnd + 10_000);
            }
        }
    }
}
