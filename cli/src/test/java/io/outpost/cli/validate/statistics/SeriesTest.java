package io.outpost.cli.validate.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SeriesTest {
    private static final double NONE = Double.NaN;

    @Test
    void quantilesAreLinearBetweenRanks() {
        double[] values = {4, NONE, 1, 3, 2};
        assertEquals(1, Series.quantile(values, 0));
        assertEquals(2.5, Series.median(values));
        assertEquals(1.3, Series.quantile(values, 0.1), 1e-12);
        assertEquals(4, Series.quantile(values, 1));
        assertEquals(NONE, Series.median(new double[] {NONE}));
    }

    @Test
    void rollingSumsAreOfTheValuesThatThereAre() {
        double[] sums = Series.rollingSums(new double[] {1, 2, NONE, 4}, 2);
        assertArrayEquals(new double[] {1, 3, 2, 4}, sums, 0);
    }

    @Test
    void meansAreOfSoManyEach() {
        assertArrayEquals(new double[] {1.5, 3.5}, Series.means(new double[] {1, 2, 3, 4}, 2), 0);
    }

    @Test
    void thePeakIsTheFirstOfTheGreatest() {
        assertEquals(2, Series.peak(new double[] {NONE, 1, 5, 5}));
        assertEquals(-1, Series.peak(new double[] {NONE}));
    }

    @Test
    void hitsAreCountedAgainstFalseAlarmsAndMisses() {
        Hits hits = new Hits();
        for (int i = 0; i < 6; i++) {
            hits.add(i < 4, i >= 1 && i != 4);
        }
        assertEquals(3.0 / 5, hits.criticalSuccess());
        assertEquals(3.0 / 4, hits.detected());
        assertEquals(1.0 / 4, hits.falseAlarmShare());
    }
}
