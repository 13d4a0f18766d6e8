package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(7));

    @Test
    void pausesGrowUpToTheLongest() {
        assertEquals(Duration.ofSeconds(2), backoff.pause());
        assertEquals(Duration.ofSeconds(4), backoff.pause());
        assertEquals(Duration.ofSeconds(7), backoff.pause());
        assertEquals(Duration.ofSeconds(7), backoff.pause());
        assertEquals(4, backoff.pauses());
    }

    @Test
    void beginsAnewOnceAllIsWell() {
        backoff.pause();
        backoff.pause();
        backoff.reset();
        assertEquals(0, backoff.pauses());
        assertEquals(Duration.ofSeconds(2), backoff.pause());
    }
}
