package io.outpost.deliver.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final Retries SHIPPED = Retries.ofMost(20);

    @Test
    void pausesDoubleUpToTheLongest() {
        assertEquals(Duration.ofSeconds(5), SHIPPED.pause(1, 1, null));
        assertEquals(Duration.ofSeconds(10), SHIPPED.pause(2, 1, null));
        assertEquals(Duration.ofSeconds(2560), SHIPPED.pause(10, 1, null));
        assertEquals(Duration.ofHours(1), SHIPPED.pause(11, 1, null));
        assertEquals(Duration.ofHours(1), SHIPPED.pause(1_000_000, 1, null));
    }

    @Test
    void chanceTakesUpToHalfOfIt() {
        assertEquals(Duration.ofMillis(2500), SHIPPED.pause(1, 0, null));
        assertEquals(Duration.ofMillis(3750), SHIPPED.pause(1, 0.5, null));
    }

    @Test
    void whatTheReceiverAsksForCountsWithinTheLongest() {
        assertEquals(Duration.ofMinutes(5), SHIPPED.pause(1, 1, Duration.ofMinutes(5)));
        assertEquals(Duration.ofHours(1), SHIPPED.pause(1, 1, Duration.ofDays(1)));
        assertEquals(Duration.ofSeconds(5), SHIPPED.pause(1, 1, Duration.ofSeconds(1)));
        assertEquals(Duration.ofSeconds(5), SHIPPED.pause(1, 1, Duration.ofSeconds(-9)));
    }
}
