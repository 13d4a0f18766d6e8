package io.outpost.core.model;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How ties are decided. */
class NearlyTest {
    @Test
    void whatWasMeasuredInTenthsMeetsThresholds() {
        assertFalse(-1.1 >= -9.1 + 8, "that is what happens without");
        assertTrue(Nearly.atLeast(-1.1 - -9.1, 8));
        assertTrue(Nearly.atLeast(8, 8));
        assertFalse(Nearly.atLeast(8 - 1e-8, 8));
    }

    @Test
    void aboveAndBelowDoNotCountTies() {
        assertFalse(Nearly.above(0.1 + 0.2, 0.3));
        assertTrue(Nearly.above(0.3 + 1e-8, 0.3));
        assertFalse(Nearly.below(0.3 - 1e-10, 0.3));
        assertTrue(Nearly.below(0.3 - 1e-8, 0.3));
    }

    @Test
    void nothingIsTrueOfWhatIsNotKnown() {
        assertFalse(Nearly.atLeast(Double.NaN, 1));
        assertFalse(Nearly.above(Double.NaN, 1));
        assertFalse(Nearly.below(Double.NaN, 1));
    }
}
