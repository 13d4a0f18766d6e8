package io.outpost.e2e.rig;

import io.outpost.cli.stack.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Sees in the job's folder when each checkpoint begins (its folder is there) and completes (its
 * metadata is there), within a few milliseconds: Flink's REST interface has it later.
 */
public final class CheckpointWatch implements AutoCloseable {
    private static final long LOOK_MILLIS = 2;
    private static final String METADATA = "_metadata";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Path folder;
    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::watch, "checkpoint-watch");
    private volatile boolean closed;

    /**
     * Begins to watch.
     *
     * @param folder in which each job has its folder
     */
    public CheckpointWatch(Path folder) {
        this.folder = folder;
        this.thread.setDaemon(true);
        thread.start();
    }

    /** A checkpoint; {@code completed} is null while it is not. */
    public record Seen(Instant began, Instant completed) {
        public boolean runs(Instant at) {
            return !began.isAfter(at) && (completed == null || completed.isAfter(at));
        }
    }

    /** The completion of the first that began after the moment, if it is complete. */
    public Optional<Instant> firstCompletedAfter(Instant moment) {
        return seen.values().stream()
                .filter(c -> c.began().isAfter(moment) && c.completed() != null)
                .map(Seen::completed)
                .min(Instant::compareTo);
    }

    /** When the last one was completed before the moment. */
    public Optional<Instant> lastCompletedAt(Instant moment) {
        return seen.values().stream()
                .map(Seen::completed)
                .filter(completed -> completed != null && !completed.isAfter(moment))
                .max(Instant::compareTo);
    }

    /** The newest that had begun at the moment. */
    public Optional<Seen> newestAt(Instant moment) {
        return seen.values().stream()
                .filter(c -> !c.began().isAfter(moment))
                .max((a, b) -> a.began().compareTo(b.began()));
    }

    /** Waits for one that begins from now on; empty when none does in time. */
    public Optional<Seen> awaitBegun(long limitMillis) throws InterruptedException {
        Instant now = Instant.now();
        return await(c -> c.began().isAfter(now), limitMillis);
    }

    /** Waits until one that begins from now on is complete. */
    public Optional<Seen> awaitCompleted(long limitMillis) throws InterruptedException {
        Instant now = Instant.now();
        return await(c -> c.began().isAfter(now) && c.completed() != null, limitMillis);
    }

    /** When the newest one was completed, as the folder says now; the epoch when there is none. */
    public Instant newest() {
        look();
        return lastCompletedAt(Instant.now()).orElse(Instant.EPOCH);
    }

    /** Waits for one to be completed after now; returns when that was. */
    public Instant awaitNext() throws Exception {
        Instant now = newest();
        Await.until("a checkpoint is completed", LIMIT, () -> newest().isAfter(now));
        return newest();
    }

    private Optional<Seen> await(Predicate<Seen> wanted, long limitMillis)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
        while (System.nanoTime() - end < 0) {
            Optional<Seen> found = seen.values().stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found;
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
    }

    private void watch() {
        while (!closed) {
            look();
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized void look() {
        try (DirectoryStream<Path> jobs = Files.newDirectoryStream(folder)) {
            for (Path job : jobs) {
                lookInto(job);
            }
        } catch (IOException e) {
            // It is not there before the first checkpoint.
        }
    }

    private void lookInto(Path job) throws IOException {
        try (DirectoryStream<Path> checkpoints = Files.newDirectoryStream(job, "chk-*")) {
            for (Path checkpoint : checkpoints) {
                Seen known = seen.get(checkpoint);
                if (known == null || known.completed() == null) {
                    boolean complete = Files.exists(checkpoint.resolve(METADATA));
                    Instant now = Instant.now();
                    seen.put(
                            checkpoint,
                            new Seen(known == null ? now : known.began(), complete ? now : null));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException | UncheckedIOException e) {
            // Deleted in between.
        }
    }
}
