package io.outpost.bench.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    private static final long START = Instant.parse("2025-07-01T12:00:00.250Z").toEpochMilli();
    private static final int PLACES = 150;

    @Test
    void aConstantRateIsDueInEqualSteps() {
        Schedule schedule = Schedule.constant(START, 250, 60, PLACES);
        assertEquals(15_000, schedule.records());
        assertEquals(START, schedule.dueMillis(0));
        assertEquals(START + 4, schedule.dueMillis(1));
        assertEquals(START + 59_996, schedule.dueMillis(14_999));
        assertEquals(START + 60_000, schedule.endMillis());
    }

    @Test
    void aRampSendsTheMeanOfItsRatesAndEndsAtItsSecondRate() {
        Schedule ramp = new Schedule(START, 100, 600, 60, PLACES);
        assertEquals(21_000, ramp.records());
        assertEquals(350, ramp.rateAt(START + 30_000), 1e-9);
        long lastSecond = ramp.countBefore(START + 60_000) - ramp.countBefore(START + 59_000);
        assertEquals(596, (double) lastSecond, 1);
        long firstSecond = ramp.countBefore(START + 1000);
        assertEquals(104, (double) firstSecond, 1);
    }

    @ParameterizedTest
    @CsvSource({"150,150", "300,300", "200,200", "10,600", "600,10", "333,333"})
    void asManyRecordsAreDueBeforeAnInstantAsTheirTimesSay(double from, double to) {
        Schedule schedule = new Schedule(START, from, to, 20, PLACES);
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
    @CsvSource({"150,150", "300,300", "200,200", "10,600", "600,10", "333,333"})
    void noSensorReportsTwiceInASecond(double from, double to) {
        Schedule schedule = new Schedule(START, from, to, 20, PLACES);
        Set<Long> seen = new HashSet<>();
        for (long record = 0; record < schedule.records(); record++) {
            long second = schedule.dueMillis(record) / 1000;
            long sensor = schedule.place(record) * 100L + schedule.sensor(record);
            assertTrue(seen.add(second * 1_000_000 + sensor), "record " + record);
        }
    }

    @ParameterizedTest
    @CsvSource({"150,150", "10,600", "333,333"})
    void theRecordsOfAPlaceAreFoundAndCounted(double from, double to) {
        Schedule schedule = new Schedule(START, from, to, 20, PLACES);
        int place = 77;
        for (long begin = START - 100; begin < schedule.endMillis() + 100; begin += 333) {
            int count = 0;
            long first = -1;
            for (long record = 0; record < schedule.records(); record++) {
                if (schedule.place(record) == place && schedule.dueMillis(record) >= begin) {
                    first = first < 0 ? record : first;
                    count += schedule.dueMillis(record) < begin + 5000 ? 1 : 0;
                }
            }
            assertEquals(first, schedule.firstOf(place, begin));
            assertEquals(count, schedule.countOf(place, begin, begin + 5000));
        }
    }

    @Test
    void theLastRecordOfAPlaceIsOneTurnBeforeTheEndAtMost() {
        Schedule schedule = Schedule.constant(START, 300, 10, PLACES);
        assertEquals(schedule.dueMillis(2999), schedule.lastDueMillis(149));
        assertEquals(schedule.dueMillis(2850), schedule.lastDueMillis(0));
    }

    @Test
    void ratesOfNothingAreRejected() {
        assertThrows(IllegalArgumentException.class, () -> Schedule.constant(START, 0, 10, PLACES));
    }
}
