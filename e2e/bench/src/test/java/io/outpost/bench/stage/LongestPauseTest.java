package io.outpost.bench.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LongestPauseTest {
    private final LongestPause pause = new LongestPause(2);

    @Test
    void isTheLongestBetweenNeighboursOfAPartition() {
        pause.appended(0, 1_000);
        pause.appended(1, 5_000);
        pause.appended(0, 1_700);
        pause.appended(0, 1_900);
        pause.appended(1, 5_200);
        assertEquals(700, pause.millis());
    }

    @Test
    void thereIsNoneBeforeTheFirstRecord() {
        pause.appended(0, 1_000);
        pause.appended(1, 9_000);
        assertEquals(0, pause.millis());
    }
}
