package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.RunningStack.RunningPart;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes that end at once; the clock is handed in. */
final class WatchedPartTest {
    @TempDir private Path root;
    private DataFolder data;
    private ProcessTable table;

    @BeforeEach
    void table() throws IOException {
        data = new DataFolder(root);
        data.create();
        table = new ProcessTable(data, ProcessIdentity.of(ProcessHandle.current()));
    }

    @Test
    void startsAgainWhatEndedAfterAPauseThatGrows() throws Exception {
        WatchedPart part = watch(new Script("exit 3", true));
        part.launch();
        long pid = awaitEnd(part);
        Instant now = Instant.now();
        part.check(now);
        part.check(now.plusMillis(499));
        assertEquals(pid, known().process().pid());
        part.check(now.plusMillis(500));
        assertEquals(1, known().restarts());
        awaitEnd(part);
        Instant later = now.plusSeconds(1);
        part.check(later);
        part.check(later.plusMillis(999));
        assertEquals(1, known().restarts());
        part.check(later.plusMillis(1000));
        assertEquals(2, known().restarts());
        awaitEnd(part);
    }

    @Test
    void anotherProcessHasToShowThatItIsReady() throws Exception {
        WatchedPart part = watch(new Script("exit 0", true));
        part.launch();
        assertEquals("nowhere", part.awaitReady());
        assertTrue(known().ready());
        awaitEnd(part);
        Instant now = Instant.now();
        part.check(now);
        part.check(now.plusSeconds(1));
        assertFalse(known().ready());
        part.markReadiness();
        assertTrue(known().ready());
        awaitEnd(part);
    }

    @Test
    void givesUpOnAPartThatNeverStartsAndShowsItsLastWords() throws Exception {
        WatchedPart part = watch(new Script("echo no disk left; exit 1", false));
        part.launch();
        for (int start = 0; start < 3; start++) {
            awaitEnd(part);
            part.check(Instant.now());
            part.check(Instant.now().plusSeconds(60));
        }
        awaitEnd(part);
        String shown = known().failure();
        assertTrue(shown.contains("no disk left") && shown.contains("exit code 1"), shown);
        CommandException failure = assertThrows(CommandException.class, part::awaitReady);
        assertTrue(failure.getMessage().contains("no disk left"), failure.getMessage());
    }

    @Test
    void waitsLessForWhatWasReadyThanForWhatNeverStarts() throws Exception {
        assertEquals(5_000, pauseMillisAfterSixEnds(true));
        assertEquals(16_000, pauseMillisAfterSixEnds(false));
    }

    private long pauseMillisAfterSixEnds(boolean ready) throws Exception {
        WatchedPart part = watch(new Script("exit 1", ready));
        part.launch();
        Instant now = Instant.now();
        for (int end = 0; end < 5; end++) {
            part.markReadiness();
            awaitEnd(part);
            part.check(now);
            part.check(now.plusSeconds(60));
        }
        part.markReadiness();
        awaitEnd(part);
        part.check(now);
        int restarts = known().restarts();
        long millis = 0;
        while (known().restarts() == restarts) {
            millis += 500;
            part.check(now.plusMillis(millis));
        }
        awaitEnd(part);
        return millis;
    }

    @Test
    void killsAProcessThatDeclinesToWorkForTooLong() throws Exception {
        AtomicReference<Part.Service> says = new AtomicReference<>(Part.Service.DECLINES);
        WatchedPart part = watch(new Saying(says));
        part.launch();
        Instant now = Instant.now();
        part.checkService(now);
        part.checkService(now.plusSeconds(20));
        says.set(Part.Service.WORKS);
        part.checkService(now.plusSeconds(21));
        says.set(Part.Service.DECLINES);
        part.checkService(now.plusSeconds(22));
        part.checkService(now.plusSeconds(42));
        says.set(Part.Service.SILENT);
        part.checkService(now.plusSeconds(43));
        assertFalse(part.hasEnded());
        says.set(Part.Service.DECLINES);
        part.checkService(now.plusSeconds(43));
        awaitEnd(part);
        part.check(now.plusSeconds(44));
        part.check(now.plusSeconds(45));
        assertEquals(1, known().restarts());
        part.checkService(now.plusSeconds(46));
        part.checkService(now.plusSeconds(66));
        assertFalse(part.hasEnded());
        part.checkService(now.plusSeconds(67));
        awaitEnd(part);
    }

    private WatchedPart watch(Part part) {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new WatchedPart(part, data, table, new StepLog(nowhere));
    }

    private RunningPart known() {
        return table.current().part("script").orElseThrow();
    }

    /**
     * Until the part itself sees it: the handle of a process may end a moment before the process.
     */
    private long awaitEnd(WatchedPart part) throws InterruptedException {
        long pid = known().process().pid();
        assertTrue(Await.holds(Duration.ofMinutes(1), part::hasEnded));
        return pid;
    }

    /** Lives until it is killed, and works or not. */
    private record Saying(AtomicReference<Service> says) implements ScriptPart {
        @Override
        public Launch launch() {
            return new Launch(List.of("sleep", "600"), Map.of());
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public Service service() {
            return says.get();
        }
    }

    private record Script(String text, boolean ready) implements ScriptPart {
        @Override
        public Launch launch() {
            return new Launch(List.of("sh", "-c", text), Map.of());
        }
    }
}
