package io.outpost.bench.backlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BacklogLoaderTest {
    private final BacklogLoader loader = new BacklogLoader();

    @Test
    void thePauseIsTheLongestBetweenNeighboursOfAPartition() {
        loader.appended(0, 1_000);
        loader.appended(1, 5_000);
        loader.appended(0, 1_700);
        loader.appended(0, 1_900);
        loader.appended(1, 5_200);
        assertEquals(700, loader.longestPauseMillis());
    }

    @Test
    void thereIsNoneBeforeTheFirstRecord() {
        loader.appended(0, 1_000);
        loader.appended(1, 9_000);
        assertEquals(0, loader.longestPauseMillis());
    }
}
