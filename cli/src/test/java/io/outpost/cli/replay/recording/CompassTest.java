package io.outpost.cli.replay.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompassTest {
    @ParameterizedTest
    @CsvSource({
        "N, 0",
        "NNE, 22.5",
        "NE, 45",
        "ENE, 67.5",
        "E, 90",
        "ESE, 112.5",
        "SE, 135",
        "SSE, 157.5",
        "S, 180",
        "SSW, 202.5",
        "SW, 225",
        "WSW, 247.5",
        "W, 270",
        "WNW, 292.5",
        "NW, 315",
        "NNW, 337.5",
        "nnw, 337.5"
    })
    void hasSixteenPoints(String point, double degrees) {
        assertEquals(degrees, Compass.degrees(point).getAsDouble());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "O", "NO", "NWN", "North", "360", "VRB"})
    void hasNoOthers(String text) {
        assertEquals(OptionalDouble.empty(), Compass.degrees(text));
    }

    @Test
    void knowsWhatHasNoDirection() {
        assertTrue(Compass.isNone("VRB") && Compass.isNone("Calm") && Compass.isNone("Variable"));
        assertFalse(Compass.isNone("N") || Compass.isNone("0") || Compass.isNone(""));
    }
}
