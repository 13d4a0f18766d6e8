package io.outpost.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShareCountTest {
    private static final long HOUR = 3_600_000;
    private static final PlaceBounds BOUNDS = new PlaceBounds(5, 2, 1, 1);

    private final ShareCount count = new ShareCount();

    @Test
    void admitsSoManyWithinAnHourOfTheClockNotWithinSixtyMinutes() {
        assertTrue(count.admit(HOUR - 2, BOUNDS));
        assertTrue(count.admit(HOUR - 1, BOUNDS));
        assertFalse(count.admit(HOUR - 1, BOUNDS));
        assertTrue(count.admit(HOUR, BOUNDS));
        assertTrue(count.admit(2 * HOUR - 1, BOUNDS));
        assertFalse(count.admit(2 * HOUR - 1, BOUNDS));
        assertEquals(4, count.places(), "what is not admitted does not count");
    }

    @Test
    void admitsSoManyForEver() {
        for (int hour = 0; hour < 5; hour++) {
            assertEquals(hour * 20, count.percent(BOUNDS));
            assertTrue(count.admit(hour * HOUR, BOUNDS));
        }
        assertFalse(count.admit(1_000 * HOUR, BOUNDS));
        assertEquals(100, count.percent(BOUNDS));
    }

    @Test
    void goesOnFromWhatWasStored() {
        count.admit(7 * HOUR, BOUNDS);
        ShareCount again = new ShareCount(count.hour(), count.newInHour(), count.places());
        assertTrue(again.admit(7 * HOUR + 1, BOUNDS));
        assertFalse(again.admit(8 * HOUR - 1, BOUNDS));
        ShareCount full = new ShareCount(7, 1, 5);
        assertFalse(full.admit(9 * HOUR, BOUNDS));
        assertEquals(250, new ShareCount(0, 0, 5).percent(new PlaceBounds(2, 2, 1, 1)));
    }

    @Test
    void anHourBefore1970IsAnHour() {
        assertTrue(count.admit(-1, BOUNDS));
        assertTrue(count.admit(-HOUR, BOUNDS));
        assertFalse(count.admit(-HOUR, BOUNDS));
        assertTrue(count.admit(0, BOUNDS));
    }
}
