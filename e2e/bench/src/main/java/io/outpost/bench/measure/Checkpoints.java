package io.outpost.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The checkpoints of a job, as they lie on the disk. */
final class Checkpoints {
    private static final long LIMIT_NANOS = 30_000_000_000L;
    private static final int PAUSE_MILLIS = 100;
    private static final String BEGIN = "chk-";

    private Checkpoints() {}

    /**
     * Waits for one that begins after now, so that it has the state of the whole run, and gives the
     * size of the largest; 0 when there is no such folder, as of contenders that make none.
     */
    static long awaitBytes(Path folder) throws IOException, InterruptedException {
        if (Files.notExists(folder)) {
            return 0;
        }
        long limit = System.nanoTime() + LIMIT_NANOS;
        // The next may have begun before; the one after has not.
        int wanted = newest(folder) + 2;
        while (newest(folder) < wanted && System.nanoTime() < limit) {
            Thread.sleep(PAUSE_MILLIS);
        }
        return largestBytes(folder);
    }

    /** Number of the newest that is complete; 0: none is. */
    private static int newest(Path folder) throws IOException {
        return all(folder).stream()
                .filter(checkpoint -> Files.exists(checkpoint.resolve("_metadata")))
                .mapToInt(Checkpoints::number)
                .max()
                .orElse(0);
    }

    private static int number(Path checkpoint) {
        return Integer.parseInt(checkpoint.getFileName().toString().substring(BEGIN.length()));
    }

    private static long largestBytes(Path folder) throws IOException {
        return all(folder).stream().mapToLong(Checkpoints::bytes).max().orElse(0);
    }

    private static List<Path> all(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> jobs = Files.newDirectoryStream(folder)) {
            for (Path job : jobs) {
                try (DirectoryStream<Path> some = Files.newDirectoryStream(job, BEGIN + "*")) {
                    some.forEach(found::add);
                }
            }
        }
        return found;
    }

    /** 0 for one that is being deleted: it is old. */
    private static long bytes(Path checkpoint) {
        try (Stream<Path> files = Files.walk(checkpoint)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
