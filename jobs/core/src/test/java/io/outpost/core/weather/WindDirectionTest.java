package io.outpost.core.weather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Means of directions, by the sums of their vectors. */
final class WindDirectionTest {
    private static final double NONE = Double.NaN;

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1",
        "90, 1, 0",
        "180, 0, -1",
        "270, -1, 0",
        "360, 0, 1",
        "30, 0.5, 0.8660254037844386",
        "225, -0.7071067811865476, -0.7071067811865476"
    })
    void isAVectorOfLengthOne(double degrees, double east, double north) {
        assertEquals(east, WindDirection.east(degrees), 1e-15);
        assertEquals(north, WindDirection.north(degrees), 1e-15);
    }

    @Test
    void theMeanOfOneIsItself() {
        for (double degrees = 0; degrees < 360; degrees += 0.1) {
            assertEquals(degrees, mean(degrees), 1e-12);
        }
        assertEquals(0, mean(360));
        assertEquals(0, mean(0));
    }

    @Test
    void isTakenAcrossNorth() {
        assertEquals(0, mean(350, 10));
        assertEquals(0, mean(10, 350));
        assertEquals(355, mean(350, 0), 1e-12);
        assertEquals(5, mean(360, 10), 1e-12);
        assertEquals(359, mean(358, 359, 0), 1e-12);
    }

    @Test
    void isBelow360() {
        for (double tiny : new double[] {1e-3, 1e-9, 1e-13, 1e-16, Double.MIN_VALUE}) {
            double mean = WindDirection.mean(1, -tiny, 1);
            assertTrue(mean >= 0 && mean < 360, tiny + " gives " + mean);
        }
        assertEquals(0, Double.compare(0, WindDirection.mean(1, -0.0, 1)), "no negative zero");
    }

    @Test
    void oppositeOnesCancel() {
        for (double degrees = 0; degrees < 180; degrees += 0.7) {
            assertEquals(NONE, mean(degrees, degrees + 180));
        }
        assertEquals(NONE, mean(0, 120, 240));
        assertEquals(NONE, mean(0, 90, 180, 270));
        assertEquals(0, mean(0, 90, 180, 270, 360), 1e-12);
        assertEquals(NONE, WindDirection.mean(0, 0, 0));
        assertEquals(NONE, WindDirection.mean(1000, 0.9e-6, 0));
        assertEquals(90, WindDirection.mean(1000, 1.1e-6, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theMeanOfARotatedSetIsTheRotatedMean(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            double middle = random.nextInt(360);
            double turn = random.nextDouble() * 360;
            double[] some =
                    random.doubles(1 + random.nextInt(20), -80, 80)
                            .map(one -> turned(one, middle))
                            .toArray();
            double rotated = mean(DoubleStream.of(some).map(one -> turned(one, turn)).toArray());
            double apart = Math.abs(turned(mean(some), turn) - rotated);
            assertEquals(0, Math.min(apart, 360 - apart), 1e-9);
        }
    }

    private static double turned(double degrees, double by) {
        return ((degrees + by) % 360 + 360) % 360;
    }

    private static double mean(double... degrees) {
        return WindDirection.mean(
                degrees.length,
                DoubleStream.of(degrees).map(WindDirection::east).sum(),
                DoubleStream.of(degrees).map(WindDirection::north).sum());
    }
}
