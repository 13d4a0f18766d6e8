package io.outpost.api.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MediaTypesTest {

    private static final List<String> OFFERED = List.of("application/json", "text/csv");

    @Test
    void theFirstOfferedServesWhoeverTakesAnything() {
        assertEquals("application/json", MediaTypes.best(null, OFFERED));
        assertEquals("application/json", MediaTypes.best("*/*", OFFERED));
        assertEquals("application/json", MediaTypes.best("text/html, */*;q=0.1", OFFERED));
    }

    @Test
    void theGreaterWeightWins() {
        assertEquals("text/csv", MediaTypes.best("application/json;q=0.5, text/*;q=0.8", OFFERED));
        assertEquals("application/json", MediaTypes.best("application/json, text/csv", OFFERED));
    }

    @Test
    void theCloserRangeDecidesTheWeight() {
        assertEquals("text/csv", MediaTypes.best("*/*, application/json;q=0", OFFERED));
    }

    @Test
    void refusesWhenNothingFits() {
        assertThrows(ProblemException.class, () -> MediaTypes.best("image/png", OFFERED));
    }
}
