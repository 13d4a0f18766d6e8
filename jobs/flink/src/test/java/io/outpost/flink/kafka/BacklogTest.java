package io.outpost.flink.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final long START = 1_700_000_000_000L;

    private long nowMillis = START;
    private final Backlog backlog = new Backlog(() -> nowMillis);

    @Test
    void recordsOfNowAreNoBacklog() {
        for (int second = 0; second < 20; second++) {
            nowMillis = START + second * 1000L;
            assertFalse(backlog.changesWith(nowMillis - Backlog.OLD_MILLIS));
        }
        assertEquals(new Backlog.Report(false), backlog.report());
    }

    @Test
    void oldRecordsAreUntilTheLogIsReadToItsEnd() {
        assertTrue(backlog.changesWith(START - 60_000));
        assertEquals(new Backlog.Report(true), backlog.report());
        assertFalse(backlog.changesWith(START - 30_000), "it is behind still");
        nowMillis = START + 3_000;
        assertFalse(backlog.changesWith(nowMillis - Backlog.OLD_MILLIS - 1));
        nowMillis += Backlog.SETTLING_MILLIS + 1;
        assertTrue(backlog.changesWith(nowMillis));
        assertEquals(new Backlog.Report(false), backlog.report());
    }

    @Test
    void aPartitionThatIsFurtherOnEndsNone() {
        assertTrue(backlog.changesWith(START - 60_000));
        assertFalse(backlog.changesWith(START));
        nowMillis = START + Backlog.SETTLING_MILLIS;
        assertFalse(backlog.changesWith(START - 50_000));
        nowMillis = START + 2 * Backlog.SETTLING_MILLIS;
        assertFalse(backlog.changesWith(nowMillis));
        assertEquals(new Backlog.Report(true), backlog.report());
    }
}
