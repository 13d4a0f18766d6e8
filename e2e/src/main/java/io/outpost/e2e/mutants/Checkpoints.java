package io.outpost.e2e.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The completed checkpoints of a stack's conditions job, as they lie on disk: Flink's own answer
 * may be seconds old.
 *
 * @param folder in which each job has its folder
 */
record Checkpoints(Path folder) {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int DEPTH = 3;

    static Checkpoints of(TrialStack stack) {
        return new Checkpoints(stack.data().resolve("flink/checkpoints"));
    }

    /** When the newest one was completed; the epoch when there is none. */
    Instant newest() throws IOException {
        if (Files.notExists(folder)) {
            return Instant.EPOCH;
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .map(file -> Instant.ofEpochMilli(file.toFile().lastModified()))
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.EPOCH);
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Waits for one to be completed after now; returns when that was. */
    Instant awaitNext() throws Exception {
        Instant now = Instant.now();
        Await.until("a checkpoint is completed", LIMIT, () -> newest().isAfter(now));
        return newest();
    }
}
