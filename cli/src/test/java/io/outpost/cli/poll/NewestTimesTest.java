package io.outpost.cli.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NewestTimesTest {
    private final NewestTimes times = new NewestTimes();

    @Test
    void whatIsNoNewerThanWhatWasSentIsKnown() {
        assertNull(times.newest());
        assertTrue(times.isNew("hut", "roof", 5));
        times.sent("hut", "roof", 5);
        times.sent("hut", "roof", 3);
        assertFalse(times.isNew("hut", "roof", 5));
        assertTrue(times.isNew("hut", "roof", 6));
        assertTrue(times.isNew("hut", "cellar", 5));
        assertTrue(times.isNew("garden", "roof", 5));
        assertEquals(Instant.ofEpochMilli(5), times.newest());
    }

    @Test
    void ofTooManySensorsTheOneThatWasSilentLongestIsForgotten() {
        for (int i = 0; i < NewestTimes.MOST_SENSORS; i++) {
            times.sent("hut", "s" + i, 5);
        }
        times.sent("hut", "s0", 6);
        times.sent("hut", "one more", 5);
        assertFalse(times.isNew("hut", "s0", 5));
        assertTrue(times.isNew("hut", "s1", 5));
        assertFalse(times.isNew("hut", "s2", 5));
    }
}
