package io.outpost.cli.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.stack.JobHealth;
import org.junit.jupiter.api.Test;

class BusyTimesTest {
    private final BusyTimes times = new BusyTimes();

    @Test
    void theBestOfThreeRoundsCounts() {
        take(0, 0);
        take(10_000, 300);
        take(20_000, 400);
        assertFalse(times.isKnown());
        take(30_000, 600);
        assertTrue(times.isKnown());
        assertEquals(10, times.leastMillisPerThousand());
    }

    @Test
    void aJobThatHasNotMeasuredItselfYetIsLookedAtLater() {
        take(0, Double.NaN);
        take(0, 0);
        for (int round = 1; round <= 3; round++) {
            take(round * 2_000L, round * 50.0);
        }
        assertTrue(times.isKnown());
        assertEquals(25, times.leastMillisPerThousand());
    }

    @Test
    void tooFewRecordsMakeNoRound() {
        for (int round = 0; round < 9; round++) {
            take(round * 100L, round);
        }
        assertFalse(times.isKnown());
    }

    private void take(long records, double busyMillis) {
        times.take(new JobHealth(0, 0, 0, records, busyMillis));
    }
}
