package io.outpost.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What is learned of water levels. */
class LevelClimateTest {
    private static final int MONTH_HOURS = 20 * 24;
    private final LevelClimate climate = new LevelClimate();

    @Test
    void aMonthCountsWhenTwentyDaysOfItAreLearned() {
        learn(3, MONTH_HOURS - 1, 1.02);
        assertNull(climate.thresholds(3));
        learn(3, 1, 1.02);
        assertEquals(1.10, climate.thresholds(3).elevated(), 1e-12);
        assertNull(climate.thresholds(4), "too little of all months");
    }

    @Test
    void elsewhereAllMonthsCountWhenNinetyDaysAreLearned() {
        learn(3, 2159, 1.02);
        assertNull(climate.thresholds(4));
        learn(5, 1, 1.02);
        assertEquals(1.10, climate.thresholds(4).veryHigh(), 1e-12);
    }

    @Test
    void percentilesAreTheUpperEdgesOfBinsOfFiveCentimetres() {
        for (int hour = 0; hour < 1000; hour++) {
            climate.learn(0, -3 + hour / 1000.0);
        }
        LevelThresholds thresholds = climate.thresholds(0);
        assertEquals(-3 + 0.85, thresholds.elevated(), 1e-9);
        assertEquals(-3 + 0.95, thresholds.high(), 1e-9);
        assertEquals(-3 + 1.05, thresholds.veryHigh(), 1e-9);
    }

    @Test
    void whatIsFarFromTheFirstLevelIsInTheOuterBins() {
        climate.learn(0, 100);
        learn(0, 699, 500);
        learn(0, 300, -50);
        assertEquals(110.05, climate.thresholds(0).elevated(), 1e-9);
        assertEquals(100 - 10, climate.bins().counts(0)[0] > 0 ? 90 : 0);
    }

    @Test
    void aLevelThatNeverChangesIsNeverHigh() {
        for (int centimetres = -300; centimetres <= 500; centimetres++) {
            LevelClimate steady = new LevelClimate();
            double metres = centimetres / 100.0;
            for (int hour = 0; hour < MONTH_HOURS; hour++) {
                steady.learn(0, metres);
            }
            double elevated = steady.thresholds(0).elevated();
            assertFalse(Nearly.atLeast(metres, elevated), metres + " m of " + elevated);
            assertTrue(Nearly.below(metres, elevated - 0.05), "it is not held: " + metres);
            assertTrue(elevated - metres < 0.10 + 1e-9, metres + " m of " + elevated);
        }
    }

    private void learn(int month, int hours, double metres) {
        for (int hour = 0; hour < hours; hour++) {
            climate.learn(month, metres);
        }
    }
}
