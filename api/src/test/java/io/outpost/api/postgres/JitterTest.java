package io.outpost.api.postgres;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JitterTest {
    private static final Duration LONGEST = Duration.ofMillis(500);
    private static final int MANY = 10_000;

    /** A deletion waits for the longest time; what is read at one time must not end at one time. */
    @Test
    void isFromHalfToAllOfTheLongestTimeAndAnotherEachTime() {
        LongSummaryStatistics nanos =
                LongStream.generate(() -> Jitter.nanos(LONGEST)).limit(MANY).summaryStatistics();
        assertTrue(nanos.getMax() <= LONGEST.toNanos(), nanos.toString());
        assertTrue(nanos.getMin() >= LONGEST.toNanos() / 2, nanos.toString());
        assertTrue(nanos.getMax() - nanos.getMin() > LONGEST.toNanos() / 4, nanos.toString());
    }
}
