package io.outpost.cli.validate.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RowScoreTest {
    @Test
    void scoresThatDifferByMoreThanAHundredthAreNotTheSame() {
        assertTrue(score(0.5, 0.5).agrees());
        assertTrue(score(0.5, 0.509).agrees());
        assertTrue(score(0.5, 0.491).agrees());
        assertFalse(score(0.5, 0.511).agrees());
        assertFalse(score(0.5, 0.489).agrees());
        assertEquals(-0.011, score(0.5, 0.489).difference(), 1e-12);
    }

    /** Too few pairs to correlate, or no dry spell at all. */
    @Test
    void aScoreThatNeitherHasIsNoDifferenceAndOneThatOneHasIs() {
        assertTrue(score(Double.NaN, Double.NaN).agrees());
        assertFalse(score(0.5, Double.NaN).agrees());
        assertFalse(score(Double.NaN, 0.5).agrees());
    }

    private static RowScore score(double byClasses, double byRows) {
        return new RowScore("a site", "a measure", byClasses, byRows, null);
    }
}
