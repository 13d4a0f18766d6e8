package io.outpost.api.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CursorTest {

    private static final Instant NOON = Instant.parse("2013-07-01T12:00:00.000001Z");

    @Test
    void comesBackAsItWasGivenOut() {
        Cursor cursor = Cursor.after("alerts", NOON, "日本 & more");
        Cursor back = Cursor.decode(cursor.encode(), "alerts", 2);
        assertEquals(NOON, back.instant(0));
        assertEquals("日本 & more", back.text(1));
    }

    @Test
    void isBoundToItsListAndItsParts() {
        String cursor = Cursor.after("alerts", "a").encode();
        assertThrows(ProblemException.class, () -> Cursor.decode(cursor, "places", 1));
        assertThrows(ProblemException.class, () -> Cursor.decode(cursor, "alerts", 2));
    }

    @Test
    void aPartThatIsNoTimeIsRefused() {
        Cursor cursor = Cursor.after("alerts", "noon");
        assertThrows(ProblemException.class, () -> cursor.instant(0));
    }
}
