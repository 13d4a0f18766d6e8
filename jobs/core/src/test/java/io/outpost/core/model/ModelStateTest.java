package io.outpost.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The 12 numbers that a place keeps, and what may go into the models. */
class ModelStateTest {
    private static final ModelParameters PLACE = ModelParameters.at(47, 11);

    @Test
    void isTheSameAfterWritingAndReading() {
        double[] numbers = new double[ModelState.SIZE + 2];
        for (int i = 0; i < ModelState.SIZE; i++) {
            numbers[i + 1] = 1.5 + i;
        }
        double[] written = new double[ModelState.SIZE + 2];
        ModelState.read(numbers, 1).writeTo(written, 1);
        assertArrayEquals(numbers, written);
        ModelState.read(numbers, 1).copy().writeTo(written, 1);
        assertArrayEquals(numbers, written);
    }

    /** Corrections step on again from the snapshot of a day. */
    @Test
    void steppingAgainFromASnapshotGivesTheSameBits() {
        WildWeather weather = new WildWeather(new Random(7));
        HourStep models = new HourStep(PLACE);
        ModelState state = ModelState.start(PLACE);
        List<HourWeather> hours = new ArrayList<>();
        double[] snapshot = new double[ModelState.SIZE];
        for (int i = 0; i < 500; i++) {
            if (i == 200) {
                state.writeTo(snapshot, 0);
            }
            hours.add(weather.next());
            models.step(state, hours.get(i));
        }
        ModelState again = ModelState.read(snapshot, 0);
        hours.subList(200, 500).forEach(hour -> new HourStep(PLACE).step(again, hour));
        assertArrayEquals(numbers(state), numbers(again), 0);
    }

    @Test
    void startsWithHalfOfWhatTheSoilHoldsAndWithoutSnow() {
        ModelState start = ModelState.start(PLACE);
        assertArrayEquals(
                new double[] {0, 0, 0, 0.85, 100, 30, 120, 0, 120, 0, 0, 0}, numbers(start), 0);
        assertEquals(0, start.snowDepthCentimetres());
    }

    @ParameterizedTest
    @CsvSource({
        "123, 0, 300, latitude",
        "-90.1, 0, 300, latitude",
        "NaN, 0, 300, latitude",
        "0, 180.1, 300, longitude",
        "0, NaN, 300, longitude",
        "0, 0, 9001, elevation",
        "0, 0, -501, elevation",
        "0, 0, NaN, elevation"
    })
    void placesThatAreNotOnEarthAreRefused(
            double latitude, double longitude, double elevation, String named) {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                ModelParameters.at(
                                        latitude,
                                        longitude,
                                        elevation,
                                        Surface.LOAM,
                                        StreamSize.MEDIUM));
        assertTrue(refused.getMessage().startsWith(named), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "10, 0, 50, 3, 900, 5, 20, 0, true",
        "10, 0, NaN, NaN, NaN, 5, 20, 0, true",
        "NaN, 0, 50, 3, 900, 5, 20, 0, false",
        "21, 0, 50, 3, 900, 5, 20, 0, false",
        "4, 0, 50, 3, 900, 5, 20, 0, false",
        "61, 0, 50, 3, 900, 5, 61, 0, false",
        "10, -1, 50, 3, 900, 5, 20, 0, false",
        "10, NaN, 50, 3, 900, 5, 20, 0, false",
        "10, Infinity, 50, 3, 900, 5, 20, 0, false",
        "10, 0, 100.1, 3, 900, 5, 20, 0, false",
        "10, 0, 50, -1, 900, 5, 20, 0, false",
        "10, 0, 50, 3, 0, 5, 20, 0, false",
        "10, 0, 50, 3, 900, NaN, 20, 0, false",
        "10, 0, 50, 3, 900, 5, 20, NaN, false"
    })
    void hoursThatCannotBeAreRefused(
            double celsius,
            double millimetres,
            double humidity,
            double wind,
            double pressure,
            double lowest,
            double highest,
            double dayMillimetres,
            boolean possible) {
        Executable hour =
                () ->
                        new HourWeather(
                                0,
                                celsius,
                                millimetres,
                                humidity,
                                wind,
                                pressure,
                                highest,
                                lowest,
                                dayMillimetres);
        if (possible) {
            assertDoesNotThrow(hour);
        } else {
            assertThrows(IllegalArgumentException.class, hour);
        }
    }

    private static double[] numbers(ModelState state) {
        double[] numbers = new double[ModelState.SIZE];
        state.writeTo(numbers, 0);
        return numbers;
    }
}
