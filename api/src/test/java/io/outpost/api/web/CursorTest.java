package io.outpost.api.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class CursorTest {

    private static final Instant NOON = Instant.parse("2013-07-01T12:00:00.000001Z");
    private static final String SECRET = "the secret of all the processes!";
    private static final CursorKey KEY = CursorKey.of(SECRET);

    @Test
    void comesBackAsItWasGivenOut() {
        Cursor cursor = Cursor.after("alerts", NOON, "日本 & more");
        Cursor back = Cursor.decode(cursor.encode(KEY), "alerts", 2, KEY);
        assertEquals(NOON, back.instant(0));
        assertEquals("日本 & more", back.text(1));
    }

    @Test
    void isBoundToItsListAndItsParts() {
        String cursor = Cursor.after("alerts", "a").encode(KEY);
        assertThrows(ProblemException.class, () -> Cursor.decode(cursor, "places", 1, KEY));
        assertThrows(ProblemException.class, () -> Cursor.decode(cursor, "alerts", 2, KEY));
    }

    @Test
    void goesOnInAnotherProcessWithTheSameKeyOnly() {
        String cursor = Cursor.after("places", "a").encode(KEY);
        assertEquals("a", Cursor.decode(cursor, "places", 1, CursorKey.of(SECRET)).text(0));
        CursorKey other = CursorKey.random();
        assertThrows(ProblemException.class, () -> Cursor.decode(cursor, "places", 1, other));
    }

    @Test
    void aChangeOfAnyByteIsRefused() {
        byte[] bytes = Base64.getUrlDecoder().decode(Cursor.after("places", "ab").encode(KEY));
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 1;
            String changed = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertThrows(ProblemException.class, () -> Cursor.decode(changed, "places", 1, KEY));
            bytes[i] ^= 1;
        }
        String same = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        assertEquals("ab", Cursor.decode(same, "places", 1, KEY).text(0));
    }

    @Test
    void whatIsNotSignedIsRefused() {
        for (String forged :
                new String[] {
                    "",
                    "alerts",
                    "alerts\u001fa",
                    "alerts\u001fa\u001fb\u001fc\u001fd\u001fe\u001ff"
                }) {
            byte[] bytes = forged.getBytes(StandardCharsets.UTF_8);
            String text = Base64.getUrlEncoder().encodeToString(bytes);
            assertThrows(ProblemException.class, () -> Cursor.decode(text, "alerts", 1, KEY));
        }
    }

    @Test
    void aPartThatIsNoTimeIsRefused() {
        Cursor cursor = Cursor.after("alerts", "noon");
        assertThrows(ProblemException.class, () -> cursor.instant(0));
    }

    @Test
    void aKeyThatCouldBeGuessedIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> CursorKey.of("short"));
    }
}
