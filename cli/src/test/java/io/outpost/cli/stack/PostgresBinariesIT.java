package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesIT {
    @TempDir Path folder;

    @Test
    void manyAtOnceUnpackOneServerThatRuns() throws Exception {
        String jar = Distribution.ofLauncher().classpath("postgres");
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            Callable<Path> unpack = () -> PostgresBinaries.unpackInto(folder, jar);
            List<Future<Path>> both = executor.invokeAll(List.of(unpack, unpack));
            Path server = both.get(0).get();
            assertEquals(server, both.get(1).get());
            assertEquals(List.of(server), content());
            assertTrue(
                    Shell.output(List.of(server.resolve("bin/postgres").toString(), "--version"))
                            .startsWith("postgres (PostgreSQL)"));
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void whatAKilledOneLeftIsDeletedOnceItIsOld() throws Exception {
        Path old = Files.createDirectory(folder.resolve("unpacking-1"));
        Path fresh = Files.createDirectory(folder.resolve("unpacking-2"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        String jar = Distribution.ofLauncher().classpath("postgres");
        PostgresBinaries.unpackInto(folder, jar);
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(fresh));
    }

    private List<Path> content() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
