package io.outpost.cli.validate.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final double NONE = Double.NaN;
    private static final double[] RISING = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

    @Test
    void whatIsTheSameScoresOneAndTheMeanScoresZero() {
        assertEquals(1, Agreement.nashSutcliffe(RISING, RISING), 0);
        assertEquals(0, Agreement.nashSutcliffe(new double[] {1, 2, 3}, new double[] {2, 2, 2}));
        assertEquals(-3, Agreement.nashSutcliffe(new double[] {1, 3}, new double[] {3, 1}));
    }

    @Test
    void positionsWithoutBothValuesDoNotCount() {
        double[] measured = {1, NONE, 2, 3};
        double[] modelled = {1, 100, NONE, 3};
        assertEquals(1, Agreement.nashSutcliffe(measured, modelled), 0);
        double[] withNone = RISING.clone();
        withNone[3] = NONE;
        assertEquals(1, Agreement.rankCorrelation(withNone, RISING), 1e-15);
        withNone[4] = NONE;
        assertEquals(NONE, Agreement.rankCorrelation(withNone, RISING), "fewer than 10");
    }

    @Test
    void ranksAreSharedByEqualValues() {
        assertArrayEquals(
                new double[] {3, 1, 1, 1, 4}, Agreement.ranks(new double[] {8, 2, 2, 2, 9}), 0);
    }

    @Test
    void anyRisingFormHasTheSameRanks() {
        double[] cubes = RISING.clone();
        double[] falling = RISING.clone();
        for (int i = 0; i < cubes.length; i++) {
            cubes[i] = Math.pow(RISING[i], 3);
            falling[i] = -RISING[i];
        }
        assertEquals(1, Agreement.rankCorrelation(RISING, cubes), 1e-15);
        assertEquals(-1, Agreement.rankCorrelation(RISING, falling), 1e-15);
    }

    @Test
    void whatDoesNotVaryHasNoScore() {
        assertEquals(NONE, Agreement.nashSutcliffe(new double[] {2, 2}, new double[] {1, 3}));
        assertEquals(NONE, Agreement.rankCorrelation(RISING, new double[RISING.length]));
    }
}
