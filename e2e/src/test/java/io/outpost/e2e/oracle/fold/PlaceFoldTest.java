package io.outpost.e2e.oracle.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.e2e.oracle.HandMadeLog;
import io.outpost.e2e.oracle.log.Measure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of each record of a log: records, accepted, duplicate, conflict, late, ... */
class PlaceFoldTest {
    private final HandMadeLog log = new HandMadeLog();

    @Test
    void takesTheFirstOfASecondAndTellsDuplicatesFromConflicts() {
        log.at("PT0S", 20).at("PT0.5S", 20).at("PT0.9S", 21).at("PT1S", 21);
        assertEquals(List.of(4L, 2L, 1L, 1L, 0L, 0L, 0L, 0L), log.counts());
    }

    @Test
    void knowsSensorsApart() {
        log.at("PT0S", 20).sensor("b").at("PT0S", 20);
        assertEquals(List.of(2L, 2L, 0L, 0L, 0L, 0L, 0L, 0L), log.counts());
    }

    @Test
    void takesAnotherDeclaredIntervalForAConflict() {
        log.at("PT0S", 20).interval(30).at("PT0S", 20);
        assertEquals(List.of(2L, 1L, 0L, 1L, 0L, 0L, 0L, 0L), log.counts());
    }

    @Test
    void isLateFromAWeekBehindTheClockOnEvenAsADuplicate() {
        log.at("PT0S", 20).at("PT168H", 20).at("PT0S", 20).at("PT168H1S", 20).at("PT0S", 20);
        assertEquals(List.of(5L, 3L, 1L, 0L, 1L, 0L, 0L, 0L), log.counts());
        assertEquals(List.of("late 4 behind 2026-06-08T12:00:01Z"), log.refused);
    }

    @Test
    void leavesTheMinuteTierAfterTwoHours() {
        log.at("PT0S", 20).at("PT2H", 20).at("PT1S", 20).at("PT2H2S", 20).at("PT1.5S", 21);
        log.sensor("b").at("PT1S", 20);
        assertEquals(List.of(6L, 5L, 0L, 1L, 0L, 0L, 0L, 1L), log.counts());
    }

    @Test
    void letsAJumpWaitForTheNext() {
        log.at("PT0S", 20).at("PT168H0.001S", 20);
        assertEquals(List.of(2L, 1L, 0L, 0L, 0L, 0L, 1L, 0L), log.counts());
    }

    @Test
    void confirmsAJumpByOneThatIsBeyondItTooAndNotLateToIt() {
        log.at("PT0S", 20).at("PT400H", 20).at("PT232H", 20);
        assertEquals(List.of(3L, 3L, 0L, 0L, 0L, 0L, 0L, 1L), log.counts());
    }

    @Test
    void rejectsAJumpThatIsNotConfirmed() {
        log.at("PT0S", 20).at("PT400H", 20).at("PT1M", 20).at("PT500H", 20).at("PT200H", 20);
        assertEquals(List.of(5L, 2L, 0L, 0L, 0L, 2L, 1L, 0L), log.counts());
        assertEquals(List.of("jumped 1", "jumped 3"), log.refused);
    }

    @Test
    void countsFlagsOfAcceptedOnesOnly() {
        log.at("PT0S", Measure.RELATIVE_HUMIDITY_PERCENT, -9999)
                .at("PT0S", Measure.RELATIVE_HUMIDITY_PERCENT, -9999)
                .at("PT1S", Measure.RELATIVE_HUMIDITY_PERCENT, 101)
                .at("PT2S", Measure.RELATIVE_HUMIDITY_PERCENT, Double.NaN);
        assertEquals(
                Map.of(
                        "RELATIVE_HUMIDITY_PERCENT",
                        Map.of("SENTINEL", 1L, "OUT_OF_RANGE", 1L, "NOT_A_NUMBER", 1L)),
                log.fold().account().flagged());
    }

    @Test
    void learnsTheIntervalFromHoursThatAreFinal() {
        log.interval(0);
        for (int minute = 0; minute < 190; minute += 5) {
            log.at("PT" + minute + "M", 20);
        }
        List<Accepted> accepted = log.fold().accepted();
        assertEquals(0, accepted.get(35).coveredSeconds(), "14:55, nothing learned");
        assertEquals(300, accepted.get(36).coveredSeconds(), "15:00, from the hour of noon");
    }
}
