package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class LaunchTest {
    @TempDir private Path folder;

    @Test
    void appendsAllOutputToTheLog() throws IOException, InterruptedException {
        Path log = folder.resolve("logs/part.log");
        assertEquals(0, shell("echo first").run(log));
        assertEquals(7, shell("echo second >&2; exit 7").run(log));
        assertEquals("first\nsecond\n", Files.readString(log));
    }

    @Test
    void addsToTheEnvironment() throws IOException, InterruptedException {
        Path log = folder.resolve("part.log");
        shell("echo $GREETING").with("GREETING", "hello").run(log);
        assertEquals("hello\n", Files.readString(log));
    }

    @Test
    @Timeout(60)
    void whatRunsDoesNotOutliveAnInterruptedCaller() throws Exception {
        Path pipe = folder.resolve("pipe");
        Shell.output(List.of("mkfifo", pipe.toString()));
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            // The shell blocks until someone reads from the pipe, so it runs when the reader goes
            // on.
            Future<Integer> run =
                    executor.submit(
                            () ->
                                    shell("echo $$ > '" + pipe + "'; exec cat '" + pipe + "'")
                                            .run(folder.resolve("part.log")));
            long pid = Long.parseLong(Files.readString(pipe).strip());
            ProcessIdentity process = ProcessIdentity.of(ProcessHandle.of(pid).orElseThrow());
            executor.shutdownNow();
            ExecutionException failure =
                    Assertions.assertThrows(ExecutionException.class, run::get);
            assertInstanceOf(InterruptedException.class, failure.getCause());
            ProcessHandle.of(pid)
                    .ifPresent(handle -> handle.onExit().orTimeout(10, TimeUnit.SECONDS).join());
            assertFalse(process.isAlive());
        } finally {
            executor.shutdownNow();
        }
    }

    private static Launch shell(String script) {
        return new Launch(List.of("sh", "-c", script), Map.of());
    }
}
