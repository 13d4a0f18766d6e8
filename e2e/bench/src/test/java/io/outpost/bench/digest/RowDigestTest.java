package io.outpost.bench.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RowDigestTest {
    private static final int MANY = 10_000;

    private final RowDigest digest = new RowDigest();

    @Test
    void onlyTheLastRevisionOfARowCounts() {
        digest.revise(1, 100);
        digest.revise(2, 200);
        digest.revise(1, 101);
        assertEquals(2, digest.rows());
        assertEquals(301, digest.digest());
    }

    @Test
    void aRowThatWasRetractedCountsNoMoreUntilItIsWrittenAgain() {
        digest.revise(1, 100);
        digest.revise(1, 0);
        assertEquals(0, digest.rows());
        assertEquals(0, digest.digest());
        digest.revise(1, 7);
        assertEquals(1, digest.rows());
        assertEquals(7, digest.digest());
    }

    @Test
    void retractingWhatWasNeverWrittenChangesNothing() {
        digest.revise(5, 0);
        assertEquals(0, digest.rows());
        assertEquals(0, digest.digest());
    }

    @Test
    void keysNeverMeetHoweverMany() {
        RowDigest plain = new RowDigest();
        SplittableRandom random = new SplittableRandom(1);
        for (int key = 0; key < MANY; key++) {
            digest.revise(key, random.nextLong());
        }
        for (int key = MANY - 1; key >= 0; key--) {
            long last = RowHash.add(key, -1);
            digest.revise(key, last);
            plain.add(last);
        }
        assertEquals(plain.rows(), digest.rows());
        assertEquals(plain.digest(), digest.digest());
    }

    @Test
    void rowsOfTheSamePlaceAndTimeButAnotherKindAreOthers() {
        assertNotEquals(
                RowHash.begin(1, RowHash.MINUTE, 0), RowHash.begin(1, RowHash.QUARTER_HOUR, 0));
    }
}
