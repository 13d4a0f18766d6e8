package io.outpost.cli.simulate.expect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.cli.outcome.Counters;
import io.outpost.cli.outcome.Outcome;
import io.outpost.cli.simulate.expect.Expected.Difference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectedTest {
    private static final String COUNTER = "PRECIPITATION_COUNTER_MILLIMETRES";
    private static final Expected ONE_SENTINEL =
            new Expected(1, 0, 0, 0, 0, 0, Map.of(), Map.of(COUNTER, Map.of("SENTINEL", 1L)));

    @Test
    void aRiseOverAGapIsLeftToTheOracle() {
        assertEquals(
                List.of(),
                ONE_SENTINEL.differencesFrom(flagged(Map.of("SENTINEL", 1L, "RISE_OVER_GAP", 2L))));
    }

    @Test
    void everyOtherFlagIsCompared() {
        assertEquals(
                List.of(
                        new Difference("flagged " + COUNTER + " IMPLAUSIBLE_RISE", 0, 2),
                        new Difference("flagged " + COUNTER + " SENTINEL", 1, 0)),
                ONE_SENTINEL.differencesFrom(flagged(Map.of("IMPLAUSIBLE_RISE", 2L))));
    }

    private static Outcome flagged(Map<String, Long> counts) {
        Counters counters = new Counters(1, 0, 0, 0, 0, 0, 0, 0, Map.of(COUNTER, counts), 0);
        return new Outcome(1, counters, Map.of(), 0);
    }
}
