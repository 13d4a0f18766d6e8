package io.outpost.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StreamPositionTest {

    @Test
    void anIdIsReadAsThePositionThatItWasMadeOf() {
        for (StreamPosition position :
                List.of(
                        StreamPosition.of(),
                        StreamPosition.of(0),
                        StreamPosition.of(127, 128, 16_383, 16_384),
                        StreamPosition.of(Long.MAX_VALUE, 0, 1))) {
            assertEquals(Optional.of(position), StreamPosition.parse(position.id()));
        }
    }

    @Test
    void whatIsNoIdIsRefused() {
        String good = StreamPosition.of(300, 5).id();
        for (String text :
                List.of(
                        "",
                        "A",
                        "!",
                        "Ag",
                        "AYA",
                        good + "=",
                        good.substring(0, good.length() - 3) + "_w",
                        "Af__________________Pw",
                        "AYAA",
                        "A".repeat(StreamPosition.MAX_CHARACTERS + 4))) {
            assertEquals(Optional.empty(), StreamPosition.parse(text), text);
        }
    }

    @Test
    void aPartitionThatItDoesNotKnowIsAtItsBeginning() {
        StreamPosition before = StreamPosition.of(5);
        assertEquals(0, before.offset(1));
        assertEquals(StreamPosition.of(5, 0, 7), before.with(2, 7));
    }

    @Test
    void countsWhatLiesBetweenPositionsOfEachPartitionAlone() {
        StreamPosition from = StreamPosition.of(5, 9);
        assertEquals(2 + 4, from.passedBy(StreamPosition.of(7, 3, 4)));
        assertFalse(from.reaches(StreamPosition.of(6, 0)));
        assertTrue(from.reaches(StreamPosition.of(5, 0)));
        assertEquals(StreamPosition.of(5, 3), from.atMost(StreamPosition.of(7, 3, 4)));
    }
}
