package io.outpost.e2e.faults;

import io.outpost.e2e.rig.CheckpointWatch;
import io.outpost.e2e.rig.CheckpointWatch.Seen;
import io.outpost.e2e.rig.FlinkRest;
import io.outpost.e2e.rig.LocalStack;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Does the kills, and says which phase each hit. */
final class Nemesis {
    private static final int ATTEMPTS = 15;
    private static final long CHECKPOINT_LIMIT_MILLIS = 20_000;
    private static final long RESTORE_LIMIT_MILLIS = 40_000;
    private static final long DEADLINE_LIMIT_MILLIS = 60_000;
    private static final Duration LONGEST_ABSENCE = Duration.ofMinutes(2);
    private static final Duration LONGEST_SNAPSHOT = Duration.ofSeconds(10);

    private final LocalStack stack;
    private final Signals signals;
    private final CheckpointWatch watch;
    private final Transactions transactions;
    private final FlinkRest flink;
    private final EmissionWatch emissions;

    /** What it looks at, and what it acts by. */
    record Eyes(
            CheckpointWatch watch,
            Transactions transactions,
            FlinkRest flink,
            EmissionWatch emissions) {}

    Nemesis(LocalStack stack, Signals signals, Eyes eyes) {
        this.stack = stack;
        this.signals = signals;
        this.watch = eyes.watch();
        this.transactions = eyes.transactions();
        this.flink = eyes.flink();
        this.emissions = eyes.emissions();
    }

    /** Does a kill whose pause is over; returns it without its recovery. */
    Hit strike(Kill kill) throws IOException, InterruptedException {
        if (kill.aim() == Phase.COMMIT_WINDOW) {
            return inCommitWindow(kill);
        }
        if (kill.aim() == Phase.SAVEPOINT) {
            return inSavepoint(kill);
        }
        aim(kill.aim());
        return now(kill);
    }

    private void aim(Phase aim) throws InterruptedException {
        if (aim == Phase.SNAPSHOT) {
            watch.awaitBegun(CHECKPOINT_LIMIT_MILLIS);
        } else if (aim == Phase.OPEN_TRANSACTION) {
            watch.awaitCompleted(CHECKPOINT_LIMIT_MILLIS);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CHECKPOINT_LIMIT_MILLIS);
            while (!transactions.areOpen() && System.nanoTime() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } else if (aim == Phase.AFTER_DEADLINE) {
            awaitUncoveredDeadline();
        } else if (aim == Phase.RESTORE) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RESTORE_LIMIT_MILLIS);
            while (!flink.startsTasks(flink.conditionsJob()) && System.nanoTime() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }

    /** Until a deadline has emitted something that no complete checkpoint covers. */
    private void awaitUncoveredDeadline() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DEADLINE_LIMIT_MILLIS);
        while (System.nanoTime() - end < 0) {
            Instant completed = watch.lastCompletedAt(Instant.now()).orElse(Instant.MAX);
            if (emissions.newestOfDeadline().isAfter(completed)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    private Hit now(Kill kill) throws IOException, InterruptedException {
        boolean isUrgent = kill.aim() == Phase.AFTER_DEADLINE;
        boolean restores = !isUrgent && !flink.allTasksRun(flink.conditionsJob());
        boolean open = isUrgent || transactions.areOpen();
        Instant begin = Instant.now();
        Instant at = begin;
        while (signals.send(kill.frozenSeconds() > 0 ? "STOP" : "KILL", pids(kill)) == 0) {
            // What the kill before has ended is not up again: this one must hit something.
            if (Duration.between(begin, at).compareTo(LONGEST_ABSENCE) > 0) {
                throw new IOException(kill.target() + " does not come back");
            }
            TimeUnit.MILLISECONDS.sleep(50);
            at = Instant.now();
        }
        Phase phase = restores ? Phase.RESTORE : phase(kill, at, open);
        if (kill.frozenSeconds() > 0) {
            TimeUnit.SECONDS.sleep(kill.frozenSeconds());
            signals.send("CONT", pids(kill));
            at = Instant.now();
        }
        return new Hit(kill, phase, at);
    }

    private Phase phase(Kill kill, Instant at, boolean open) throws InterruptedException {
        Optional<Seen> newest = watch.newestAt(at);
        boolean inSnapshot =
                newest.filter(c -> c.runs(at))
                        .filter(
                                c ->
                                        Duration.between(c.began(), at).compareTo(LONGEST_SNAPSHOT)
                                                < 0)
                        .isPresent();
        if (inSnapshot) {
            return Phase.SNAPSHOT;
        }
        // Whoever would commit is gone, so the broker still knows what was not committed then.
        boolean asks = !kill.target().hasKafka() && newest.isPresent();
        if (asks
                && kill.target() == Target.TASKMANAGER
                && transactions.openBefore(newest.get().began(), "")) {
            return Phase.COMMIT_WINDOW;
        }
        return open ? Phase.OPEN_TRANSACTION : Phase.IDLE;
    }

    /**
     * Freezes the target when a checkpoint is complete, asks the broker whether something that the
     * checkpoint covers is not committed, and kills it then; else resumes it, and tries the next.
     */
    private Hit inCommitWindow(Kill kill) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (freezeUncommitted(kill.target(), "")) {
                Instant at = Instant.now();
                signals.send("KILL", pids(kill));
                return new Hit(kill, Phase.COMMIT_WINDOW, at);
            }
        }
        return now(kill);
    }

    /**
     * True when the target is frozen with something uncommitted on the topic, or on any when that
     * is empty; else it runs on.
     */
    boolean freezeUncommitted(Target target, String topic)
            throws IOException, InterruptedException {
        Optional<Seen> completed = watch.awaitCompleted(CHECKPOINT_LIMIT_MILLIS);
        if (completed.isEmpty()) {
            return false;
        }
        List<Long> pids = stack.pids(target.parts());
        signals.send("STOP", pids);
        boolean uncommitted = transactions.openBefore(completed.get().began(), topic);
        if (uncommitted && target != Target.TASKMANAGER) {
            // The TaskManager runs on, and what it was asked before may be under way.
            uncommitted = transactions.openBefore(completed.get().began(), topic);
        }
        if (!uncommitted) {
            signals.send("CONT", pids);
        }
        return uncommitted;
    }

    private Hit inSavepoint(Kill kill) throws IOException, InterruptedException {
        Path folder = stack.data().resolve("savepoints-of-faults").resolve("" + kill.number());
        Files.createDirectories(folder);
        if (!flink.requestSavepoint(flink.conditionsJob(), folder)) {
            return now(kill);
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CHECKPOINT_LIMIT_MILLIS);
        while (begun(folder).isEmpty() && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        Instant at = Instant.now();
        signals.send("KILL", pids(kill));
        Optional<Path> begun = begun(folder);
        boolean hit = begun.isPresent() && Files.notExists(begun.get().resolve("_metadata"));
        return hit ? new Hit(kill, Phase.SAVEPOINT, at) : new Hit(kill, Phase.IDLE, at);
    }

    private static Optional<Path> begun(Path folder) throws IOException {
        try (DirectoryStream<Path> savepoints = Files.newDirectoryStream(folder)) {
            for (Path savepoint : savepoints) {
                return Optional.of(savepoint);
            }
            return Optional.empty();
        }
    }

    private List<Long> pids(Kill kill) throws IOException {
        return stack.pids(kill.target().parts());
    }
}
