package io.outpost.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The savepoints and retained checkpoints that one job can be restored from. */
record RestorePoints(Path checkpoints, Path savepoints) {
    /** Written last, so a folder without it is not complete. */
    private static final String METADATA = "_metadata";

    private static final int KEPT_SAVEPOINTS = 3;
    private static final int KEPT_JOBS = 2;

    static RestorePoints of(DataFolder data, StackJob job) {
        return new RestorePoints(job.checkpoints(data), job.savepoints(data));
    }

    /** Complete ones, by modification time, newest first. */
    List<Path> newestFirst() throws IOException {
        return Stream.concat(complete(savepoints, 2).stream(), complete(checkpoints, 3).stream())
                .sorted(Comparator.comparing(RestorePoints::completedAt).reversed())
                .toList();
    }

    /** The newest savepoint that was completed at a time or later. */
    Optional<Path> savepointSince(Instant time) throws IOException {
        return complete(savepoints, 2).stream()
                .filter(point -> !completedAt(point).toInstant().isBefore(time))
                .max(Comparator.comparing(RestorePoints::completedAt));
    }

    /**
     * Savepoints, and folders of earlier jobs, beyond those that a fallback could need. Flink
     * itself never deletes what an earlier job has left. To be deleted only once a job runs again:
     * until then, nobody knows which of them can be restored.
     */
    List<Path> outdated() throws IOException {
        List<Path> outdated = new ArrayList<>(beyond(KEPT_SAVEPOINTS, complete(savepoints, 2)));
        List<Path> jobs =
                complete(checkpoints, 3).stream()
                        .sorted(Comparator.comparing(RestorePoints::completedAt).reversed())
                        .map(Path::getParent)
                        .distinct()
                        .toList();
        Set<Path> kept = Set.copyOf(jobs.subList(0, Math.min(KEPT_JOBS, jobs.size())));
        folders(checkpoints).stream().filter(job -> !kept.contains(job)).forEach(outdated::add);
        return List.copyOf(outdated);
    }

    /**
     * Deletes those that are newer than a savepoint, were complete before a time and are not of one
     * job: the state of a version that was withdrawn, which no other one is to go on from.
     */
    void withdraw(Path savepoint, Instant before, String keptJob) throws IOException {
        Instant after = completedAt(savepoint).toInstant();
        for (Path point : newestFirst()) {
            Instant completed = completedAt(point).toInstant();
            boolean isOther = !point.startsWith(checkpoints.resolve(keptJob));
            if (isOther && completed.isAfter(after) && completed.isBefore(before)) {
                // First: half of one is none.
                Files.delete(point.resolve(METADATA));
                Folders.deleteIfExists(point);
            }
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        if (Files.notExists(parent)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    private static List<Path> beyond(int kept, List<Path> points) {
        return points.stream()
                .sorted(Comparator.comparing(RestorePoints::completedAt).reversed())
                .skip(kept)
                .toList();
    }

    private static List<Path> complete(Path folder, int depth) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.endsWith(METADATA)).map(Path::getParent).toList();
        }
    }

    static FileTime completedAt(Path point) {
        try {
            return Files.getLastModifiedTime(point.resolve(METADATA));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
