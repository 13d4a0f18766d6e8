package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MessagesSentTest {
    @TempDir Path root;
    private DataFolder data;

    @BeforeEach
    void start() {
        data = new DataFolder(root);
    }

    @Test
    void aSpanReachesUntilNowAndIsReadAsItWasWritten() throws IOException {
        Instant begun = Instant.now();
        Instant from = begun.minus(Duration.ofMinutes(7));
        assertEquals(Optional.empty(), MessagesSent.read(data));
        MessagesSent span = MessagesSent.since(data, from);
        assertEquals(from, span.from());
        assertFalse(span.until().isBefore(begun));
        assertEquals(Optional.of(span), MessagesSent.read(data));
        assertEquals("messages.sent=%s/%s".formatted(from, span.until()), span.setting());
    }

    @Test
    void anEarlierSpanWhoseEndTheJobMayNotHaveComeToCountsToo() throws IOException {
        Instant from = Instant.now().minus(Duration.ofHours(1));
        MessagesSent.since(data, from);
        assertEquals(from, MessagesSent.since(data, Instant.now()).from());
        Instant before = from.minus(Duration.ofHours(1));
        assertEquals(before, MessagesSent.since(data, before).from());
    }

    @Test
    void anEarlierSpanIsOverAfterItsOwnLength() throws IOException {
        MessagesSent earlier = MessagesSent.since(data, Instant.now().minus(Duration.ofHours(1)));
        Instant later = earlier.until().plus(Duration.ofMinutes(61));
        assertEquals(later, MessagesSent.since(data, later).from());
    }

    @Test
    void itIsGivenUpWithTheState() throws IOException {
        MessagesSent.since(data, Instant.now());
        new Rebuild(data).giveUpState();
        assertEquals(Optional.empty(), MessagesSent.read(data));
        MessagesSent.forget(data);
    }
}
