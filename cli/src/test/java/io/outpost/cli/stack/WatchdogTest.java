package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.stack.RunningStack.RunningPart;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes that end at once. */
final class WatchdogTest {
    @TempDir private Path root;
    private ProcessTable table;
    private Watchdog watchdog;

    @BeforeEach
    void begin() throws IOException {
        DataFolder data = new DataFolder(root);
        data.create();
        table = new ProcessTable(data, ProcessIdentity.of(ProcessHandle.current()));
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        watchdog = new Watchdog(data, table, new StepLog(nowhere));
    }

    @AfterEach
    void end() throws InterruptedException {
        watchdog.stop();
    }

    @Test
    void aDispensablePartThatFailsIsReportedAndGetsReadyOnceItCan() throws Exception {
        Path cure = root.resolve("cure");
        String said = watchdog.startDispensable(new Script("sh", cure));
        assertTrue(said.contains("the stack goes on") && said.contains("no disk left"), said);
        Files.createFile(cure);
        assertTrue(
                Await.holds(
                        Duration.ofMinutes(1),
                        () -> table.current().part("script").orElseThrow().ready()));
        RunningPart part = table.current().part("script").orElseThrow();
        assertTrue(part.restarts() >= 3, part.toString());
    }

    @Test
    void aDispensablePartWithoutAProgramIsOnlyReported() throws Exception {
        String said = watchdog.startDispensable(new Script("no-such-program", root));
        assertTrue(said.contains("cannot be started"), said);
        assertEquals(List.of(), table.current().parts());
    }

    /** Ends at once, and is ready as soon as the file is there. */
    private record Script(String program, Path cure) implements ScriptPart {
        @Override
        public Launch launch() {
            return new Launch(List.of(program, "-c", "echo no disk left; exit 1"), Map.of());
        }

        @Override
        public boolean ready() {
            return Files.exists(cure);
        }
    }
}
