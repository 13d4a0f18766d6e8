package io.outpost.bench.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowAuditTest {
    private static final long NOON = Instant.parse("2025-07-01T12:00:00Z").toEpochMilli();

    /** Two schedules that share a minute: the second 30..39 and 45.. of it. */
    private final RowAudit audit =
            new RowAudit(
                    List.of(
                            Schedule.constant(NOON + 30_000, 2, 10, 2),
                            Schedule.constant(NOON + 45_000, 2, 150, 2)),
                    NOON / 60_000);

    private int[][] found;

    @BeforeEach
    void allThere() {
        found = new int[][] {{25, 60, 60}, {25, 60, 60}};
    }

    @Test
    void minutesThatHaveClosedForAllPlacesAreExpected() {
        assertEquals(3, audit.minutes());
        RowAudit.Finding finding = audit.compare(found);
        assertEquals(new RowAudit.Finding(6, 290, 0, 0), finding);
        assertTrue(finding.isComplete());
    }

    @Test
    void aRowThatIsNotThereIsMissing() {
        found[1][2] = 0;
        RowAudit.Finding finding = audit.compare(found);
        assertEquals(1, finding.missingRows());
        assertFalse(finding.isComplete());
    }

    @Test
    void aRowWithAnObservationMoreOrLessIsWrong() {
        found[0][0] = 24;
        found[1][1] = 61;
        RowAudit.Finding finding = audit.compare(found);
        assertEquals(2, finding.wrongRows());
        assertFalse(finding.isComplete());
    }
}
