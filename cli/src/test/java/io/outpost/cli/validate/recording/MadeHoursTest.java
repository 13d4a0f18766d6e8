package io.outpost.cli.validate.recording;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MadeHoursTest {
    private static final double NONE = Double.NaN;

    @Test
    void aDayIsColdestAt5AndWarmestAt15() {
        double[] hours = MadeHours.temperatures(new double[] {20, 30}, new double[] {10, 12});
        assertEquals(10, hours[5], 1e-12);
        assertEquals(15, hours[10], 1e-12);
        assertEquals(20, hours[15], 1e-12);
        assertEquals(16, hours[22], 1e-12, "half way to the lowest of the next day");
        assertEquals(12, hours[24 + 5], 1e-12);
        assertEquals(30, hours[24 + 15], 1e-12);
        assertEquals(21, hours[24 + 22], 1e-12, "the last day cools to its own lowest");
    }

    @Test
    void daysWithoutBothExtremesAreInterpolated() {
        double[] highest = {NONE, 10, 99, NONE, 16, NONE};
        double[] lowest = {5, 1, NONE, 7, 4, NONE};
        MadeHours.interpolate(highest, lowest);
        assertArrayEquals(new double[] {10, 10, 12, 14, 16, 16}, highest, 1e-12);
        assertArrayEquals(new double[] {1, 1, 2, 3, 4, 4}, lowest, 1e-12);
    }

    @Test
    void aDaysValueIsThatOfItsHours() {
        double[] hours = MadeHours.spread(new double[] {24, 48}, 1.0 / 24);
        assertEquals(48, hours.length);
        assertEquals(1, hours[23]);
        assertEquals(2, hours[24]);
    }
}
