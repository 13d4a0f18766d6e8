package io.outpost.bench.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RowTallyTest {
    private static final int MANY = 10_000;

    private final RowTally tally = new RowTally();

    @Test
    void onlyTheLastRevisionOfARowCounts() {
        tally.revise(1, 100);
        tally.revise(2, 200);
        tally.revise(1, 101);
        assertEquals(2, tally.rows());
        assertEquals(301, tally.digest());
    }

    @Test
    void aRowThatWasTakenBackCountsNoMoreUntilItIsWrittenAgain() {
        tally.revise(1, 100);
        tally.revise(1, 0);
        assertEquals(0, tally.rows());
        assertEquals(0, tally.digest());
        tally.revise(1, 7);
        assertEquals(1, tally.rows());
        assertEquals(7, tally.digest());
    }

    @Test
    void takingBackWhatWasNeverWrittenChangesNothing() {
        tally.revise(5, 0);
        assertEquals(0, tally.rows());
        assertEquals(0, tally.digest());
    }

    @Test
    void keysNeverMeetHoweverMany() {
        RowTally plain = new RowTally();
        SplittableRandom random = new SplittableRandom(1);
        for (int key = 0; key < MANY; key++) {
            tally.revise(key, random.nextLong());
        }
        for (int key = MANY - 1; key >= 0; key--) {
            long last = RowHash.add(key, -1);
            tally.revise(key, last);
            plain.add(last);
        }
        assertEquals(plain.rows(), tally.rows());
        assertEquals(plain.digest(), tally.digest());
    }

    @Test
    void rowsOfTheSamePlaceAndTimeButAnotherKindAreOthers() {
        assertNotEquals(
                RowHash.begin(1, RowKind.MINUTE, 0), RowHash.begin(1, RowKind.QUARTER_HOUR, 0));
    }
}
