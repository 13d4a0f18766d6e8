package io.outpost.api.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.api.display.Display;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DriverTest {

    @Test
    void readsTheStoredFormAndNamesMeasuresAsTheApiDoes() {
        List<Driver> drivers =
                Driver.parse(
                        "[{\"measure\":\"heat_index_celsius\",\"value\":41.5,\"windowSeconds\":3600}]",
                        Display.USUAL);
        assertEquals(List.of(new Driver("heat_index_celsius", 41.5, 3600)), drivers);
    }

    @Test
    void aValueThatIsNotKnownStaysNull() {
        List<Driver> drivers =
                Driver.parse(
                        "[{\"measure\":\"x\",\"value\":null,\"windowSeconds\":0}]", Display.USUAL);
        assertEquals(List.of(new Driver("x", null, 0)), drivers);
    }

    @Test
    void readsNone() {
        assertEquals(List.of(), Driver.parse("[]", Display.USUAL));
    }
}
