package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ProcessIdentityTest {
    private final ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());

    @Test
    void findsTheProcessAgain() {
        assertEquals(ProcessHandle.current(), self.find().orElseThrow());
        assertTrue(self.isAlive());
    }

    @Test
    void doesNotTakeAnotherProcessWithTheSameIdForIt() {
        ProcessIdentity before =
                new ProcessIdentity(self.pid(), self.startedAt().minusSeconds(3600));
        assertFalse(before.isAlive());
    }

    @Test
    void aProcessThatHasEndedIsNotAlive() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("cat").start();
        ProcessIdentity identity = ProcessIdentity.of(process.toHandle());
        assertTrue(identity.isAlive());
        process.destroyForcibly().waitFor();
        assertFalse(identity.isAlive());
    }
}
