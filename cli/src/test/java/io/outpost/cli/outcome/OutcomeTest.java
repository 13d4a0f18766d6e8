package io.outpost.cli.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final Counters WIND_FLAGGED =
            new Counters(90, 4, 1, 2, 0, 0, 0, 0, Map.of("WIND", Map.of("OUT_OF_RANGE", 1L)), 0);

    @Test
    void balancesWhenEveryRecordIsAccountedFor() {
        Outcome outcome = new Outcome(100, WIND_FLAGGED, Map.of("NO_QUANTITY", 3L), 3);

        assertEquals(100, outcome.accounted());
        assertTrue(outcome.balances());
        assertTrue(outcome.isComplete());
    }

    @Test
    void isNotCompleteWhileARecordIsMissing() {
        assertFalse(new Outcome(101, WIND_FLAGGED, Map.of("NO_QUANTITY", 3L), 3).isComplete());
    }

    @Test
    void isNotCompleteWhileAPaneIsOpen() {
        Counters open = new Counters(100, 0, 0, 0, 0, 0, 0, 0, Map.of(), 1);

        assertFalse(new Outcome(100, open, Map.of(), 0).isComplete());
    }

    @Test
    void isNotCompleteWhileARejectionHasNoReasonYet() {
        Counters rejected = new Counters(99, 0, 0, 0, 1, 0, 0, 0, Map.of(), 0);

        assertFalse(new Outcome(100, rejected, Map.of(), 0).isComplete());
        assertTrue(new Outcome(100, rejected, Map.of("TIME_JUMP", 1L), 0).isComplete());
    }

    @Test
    void anObservationThatWaitsForConfirmationIsAccountedFor() {
        Counters waiting = new Counters(99, 0, 0, 0, 0, 1, 0, 0, Map.of(), 0);

        assertTrue(new Outcome(100, waiting, Map.of(), 0).isComplete());
    }

    @Test
    void anObservationThatWaitedBeforeIsNotCountedAgain() {
        Counters before = new Counters(10, 0, 0, 0, 0, 1, 0, 0, Map.of(), 0);
        Counters now = new Counters(12, 0, 0, 0, 0, 0, 0, 0, Map.of(), 0);

        assertEquals(1, now.since(before).records());
    }

    @Test
    void countsOnlyWhatWasAddedSince() {
        Counters now =
                new Counters(
                        190,
                        4,
                        1,
                        2,
                        0,
                        0,
                        5,
                        6,
                        Map.of("WIND", Map.of("OUT_OF_RANGE", 1L, "SENTINEL", 2L)),
                        3);

        Counters added = now.since(WIND_FLAGGED);

        assertEquals(
                new Counters(100, 0, 0, 0, 0, 0, 5, 6, Map.of("WIND", Map.of("SENTINEL", 2L)), 3),
                added);
    }

    @Test
    void sumsPlaces() {
        Counters sum = WIND_FLAGGED.plus(WIND_FLAGGED);

        assertEquals(194, sum.records());
        assertEquals(Map.of("WIND", Map.of("OUT_OF_RANGE", 2L)), sum.flagged());
    }

    @Test
    void theTableSaysWhetherTheSumIsWhatWasSent() {
        String balanced =
                OutcomeTable.of(new Outcome(100, WIND_FLAGGED, Map.of("NO_QUANTITY", 3L), 3));
        String unbalanced =
                OutcomeTable.of(new Outcome(99, WIND_FLAGGED, Map.of("NO_QUANTITY", 3L), 3));

        assertTrue(balanced.contains("= sent"), balanced);
        assertTrue(balanced.contains("WIND OUT_OF_RANGE"), balanced);
        assertTrue(balanced.contains("NO_QUANTITY"), balanced);
        assertTrue(unbalanced.contains("is NOT what was sent"), unbalanced);
    }
}
