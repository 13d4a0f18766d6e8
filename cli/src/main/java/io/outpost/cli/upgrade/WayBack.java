package io.outpost.cli.upgrade;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.reconcile.WithdrawnMessages;
import io.outpost.cli.reconcile.WriterSpan;
import io.outpost.cli.stack.Await;
import io.outpost.cli.stack.ConditionsCluster;
import io.outpost.cli.stack.EpochTrial;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Takes back what a new version has written and sent and the old one, which runs again, has not.
 */
record WayBack(ConditionsCluster cluster, PrintStream out) {
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(30);

    /** Longest time without anything new of the log; a restart takes less. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * Waits for the old version, and takes back the rest.
     *
     * @param newStoppedMillis nothing that the new version has taken up of the log is later, ms
     *     since 1970
     */
    void withdraw(WriterSpan writers, long newStoppedMillis)
            throws IOException, InterruptedException {
        long begunNanos = System.nanoTime();
        awaitPassed(newStoppedMillis);
        EpochTrial trial = cluster.trial();
        long keys = trial.withdraw();
        long retracted =
                new WithdrawnMessages(cluster.kafka(), cluster.registryUrl(), trial, writers)
                        .retract(() -> cluster.checkpoint(liveJob()));
        out.printf(
                "  taken back after %.1f s: %,d keys of rows looked at, %,d messages retracted%n",
                (System.nanoTime() - begunNanos) / 1e9, keys, retracted);
    }

    /** One start of the job: by its id, and how often Flink has started it again. */
    private record Start(String job, long restarts) {}

    /** Whatever it emitted until then has its row and is on its topic: a checkpoint says so. */
    private void awaitPassed(long untilMillis) throws IOException, InterruptedException {
        Start passed;
        do {
            passed = awaitReached(untilMillis);
            cluster.checkpoint(passed.job());
        } while (!passed.equals(start()));
    }

    private Start awaitReached(long untilMillis) throws IOException, InterruptedException {
        long furthestMillis = Long.MIN_VALUE;
        long progressNanos = System.nanoTime();
        long reportedNanos = progressNanos;
        while (true) {
            Start start = start();
            long reachedMillis = cluster.reachedMillis(start.job());
            if (reachedMillis >= untilMillis) {
                return start;
            }
            if (reachedMillis > furthestMillis) {
                furthestMillis = reachedMillis;
                progressNanos = System.nanoTime();
            }
            requireProgress(progressNanos);
            if (System.nanoTime() - reportedNanos > REPORT_EVERY.toNanos()) {
                reportedNanos = System.nanoTime();
                out.printf(
                        "  the old version is at %s, the new one ended at %s%n",
                        furthestMillis == Long.MIN_VALUE
                                ? "the beginning"
                                : Instant.ofEpochMilli(furthestMillis),
                        Instant.ofEpochMilli(untilMillis));
            }
            TimeUnit.NANOSECONDS.sleep(ROUND.toNanos());
        }
    }

    private Start start() throws IOException, InterruptedException {
        String job = liveJob();
        return new Start(job, cluster.health(job).restarts());
    }

    private static void requireProgress(long progressNanos) {
        if (System.nanoTime() - progressNanos > PATIENCE.toNanos()) {
            throw new CommandException(
                    "The old version has taken up nothing of the log for %s. What the new one has written is not taken back yet: once it goes on, run the same command again"
                            .formatted(PATIENCE));
        }
    }

    /** The stack starts it again where it has ended. */
    private String liveJob() throws IOException, InterruptedException {
        Await.until(
                "the old version runs",
                PATIENCE,
                () -> cluster.liveJob(ConditionsCluster.JOB).isPresent());
        return cluster.liveJob(ConditionsCluster.JOB).orElseThrow();
    }
}
