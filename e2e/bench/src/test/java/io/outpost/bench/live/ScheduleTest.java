package io.outpost.bench.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final long START = Instant.parse("2025-07-01T12:00:00.250Z").toEpochMilli();
    private static final int PLACES = 150;

    @Test
    void aConstantRateIsDueInEqualSteps() {
        Schedule schedule = new Schedule(START, 250, 60, PLACES);
        assertEquals(15_000, schedule.records());
        assertEquals(START, schedule.dueMillis(0));
        assertEquals(START + 4, schedule.dueMillis(1));
        assertEquals(START + 59_996, schedule.dueMillis(14_999));
        assertEquals(START + 60_000, schedule.endMillis());
    }

    @ParameterizedTest
    @ValueSource(doubles = {150, 300, 200, 10, 333, 0.5})
    void asManyRecordsAreDueBeforeAnInstantAsTheirTimesSay(double perSecond) {
        Schedule schedule = new Schedule(START, perSecond, 20, PLACES);
        long count = 0;
        for (long millis = START; millis <= schedule.endMillis() + 5; millis++) {
            while (count < schedule.records() && schedule.dueMillis(count) < millis) {
                count++;
            }
            assertEquals(count, schedule.countBefore(millis));
        }
        assertEquals(schedule.records(), count);
    }

    @ParameterizedTest
    @ValueSource(doubles = {150, 300, 200, 10, 333, 0.5})
    void noSensorReportsTwiceInASecond(double perSecond) {
        Schedule schedule = new Schedule(START, perSecond, 20, PLACES);
        Set<Long> seen = new HashSet<>();
        for (long record = 0; record < schedule.records(); record++) {
            long second = schedule.dueMillis(record) / 1000;
            long sensor = schedule.place(record) * 100L + schedule.sensor(record);
            assertTrue(seen.add(second * 1_000_000 + sensor), "record " + record);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {150, 300, 200, 10, 333, 0.5})
    void theRecordsOfAPlaceAreFound(double perSecond) {
        Schedule schedule = new Schedule(START, perSecond, 20, PLACES);
        int place = 77;
        for (long end = START - 10_100; end < schedule.endMillis(); end += 333) {
            long first = -1;
            boolean within = false;
            for (long record = 0; record < schedule.records(); record++) {
                long due = schedule.dueMillis(record);
                if (schedule.place(record) == place && due >= end + 10_000) {
                    first = first < 0 ? due : first;
                    within |= due < end + 15_000;
                }
            }
            assertEquals(first, schedule.closingMillis(place, end));
            assertEquals(within, schedule.reports(place, end + 10_000, end + 15_000));
        }
    }

    @Test
    void everyPlaceHasSentItsLastRecordOneTurnBeforeTheEndAtTheEarliest() {
        Schedule schedule = new Schedule(START, 300, 10, PLACES);
        assertEquals(schedule.dueMillis(2850), schedule.leastLastMillis());
        assertEquals(START, new Schedule(START, 10, 10, PLACES).leastLastMillis());
    }

    @Test
    void theLagIsTheAgeOfTheOldestRecordThatIsDueAndNotProcessed() {
        Schedule schedule = new Schedule(START, 100, 10, PLACES);
        assertEquals(500, schedule.lagMillis(START + 2000, 150));
        assertEquals(0, schedule.lagMillis(START + 2000, 200));
        assertEquals(0, schedule.lagMillis(START + 2000, 201));
        assertEquals(0, schedule.lagMillis(START + 60_000, 1000));
    }

    @Test
    void ratesOfNothingAreRejected() {
        assertThrows(IllegalArgumentException.class, () -> new Schedule(START, 0, 10, PLACES));
    }
}
