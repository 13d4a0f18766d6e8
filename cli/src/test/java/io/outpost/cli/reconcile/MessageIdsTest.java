package io.outpost.cli.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
    private static final String ZERO = "0".repeat(32);

    private final MessageIds ids = new MessageIds();

    @Test
    void holdsWhatWasAddedAndNothingElse() {
        Random random = new Random(7);
        Set<String> reference = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            // Few different low halves: they meet in the same slots.
            String id = "%016x%016x".formatted(random.nextInt(20_000), random.nextInt(4));
            assertEquals(reference.add(id), ids.add(id), id);
        }
        assertEquals(reference.size(), ids.size());
        reference.forEach(id -> assertTrue(ids.contains(id), id));
        assertFalse(ids.contains("%016x%016x".formatted(20_000, 0)));
    }

    @Test
    void holdsTheIdThatIsAllZeros() {
        assertFalse(ids.contains(ZERO));
        assertTrue(ids.add(ZERO));
        assertFalse(ids.add(ZERO));
        assertTrue(ids.contains(ZERO));
        assertEquals(1, ids.size());
    }

    @Test
    void refusesWhatIsNoId() {
        assertThrows(IllegalArgumentException.class, () -> ids.add("abc"));
        assertThrows(IllegalArgumentException.class, () -> ids.add("x".repeat(32)));
    }
}
