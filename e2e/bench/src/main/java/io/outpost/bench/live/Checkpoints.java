package io.outpost.bench.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The completed checkpoints in a folder, of all jobs that have used it: those with metadata. */
record Checkpoints(Path folder) {
    private static final String METADATA = "_metadata";
    private static final int DEPTH = 3;

    /**
     * One of them.
     *
     * @param millis when it was completed, ms since 1970
     */
    record Checkpoint(Path path, long millis) {}

    Optional<Checkpoint> newest() throws IOException {
        return all().stream().max(Comparator.comparingLong(Checkpoint::millis));
    }

    /** The first one that was completed after an instant. */
    Optional<Checkpoint> firstAfter(long millis) throws IOException {
        return all().stream()
                .filter(checkpoint -> checkpoint.millis() > millis)
                .min(Comparator.comparingLong(Checkpoint::millis));
    }

    /** Old ones vanish while this looks. */
    private List<Checkpoint> all() throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(file -> file.endsWith(METADATA))
                    .map(file -> new Checkpoint(file.getParent(), file.toFile().lastModified()))
                    .filter(checkpoint -> checkpoint.millis() > 0)
                    .toList();
        } catch (UncheckedIOException e) {
            return List.of();
        }
    }
}
