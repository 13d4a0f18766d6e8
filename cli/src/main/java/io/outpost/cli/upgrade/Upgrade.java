package io.outpost.cli.upgrade;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.reconcile.WriterSpan;
import io.outpost.cli.stack.Await;
import io.outpost.cli.stack.ConditionsCluster;
import io.outpost.cli.stack.JobHealth;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One upgrade, step by step. Each step is written down when it is done, and may be done again: one
 * that was killed within it goes on with it.
 */
final class Upgrade {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
    private static final Duration MOST_BEHIND = Duration.ofMinutes(2);
    private static final Duration CATCH_UP_LIMIT = Duration.ofMinutes(2);

    private final ConditionsCluster cluster;
    private final UpgradeLimits limits;
    private final boolean isTried;
    private final Path folder;
    private final PrintStream out;
    private UpgradeJournal journal;

    /**
     * An upgrade from where its journal is.
     *
     * @param isTried false: without a shadow
     */
    Upgrade(
            ConditionsCluster cluster,
            UpgradeLimits limits,
            boolean isTried,
            UpgradeJournal journal,
            PrintStream out) {
        this.cluster = cluster;
        this.limits = limits;
        this.isTried = isTried;
        this.journal = journal;
        this.folder = cluster.releasesFolder();
        this.out = out;
    }

    /** Returns how it ended. */
    UpgradeJournal run() throws IOException, InterruptedException {
        while (!journal.step.isEnd()) {
            try {
                next();
            } catch (BreachException e) {
                breach(e.getMessage());
            }
        }
        return journal;
    }

    private void next() throws BreachException, IOException, InterruptedException {
        switch (journal.step) {
            case BEGUN, SAVEPOINT_MADE -> tryOrSkip();
            case TRIED -> stopOld();
            case OLD_STOPPED -> startNew();
            case NEW_STARTED -> watchNew();
            case WATCHED -> keepNew();
            case ROLLING_BACK -> rollBack();
            case ROLLED_BACK -> withdraw();
            default -> throw new IllegalStateException("nothing follows " + journal.step);
        }
    }

    private void done(UpgradeStep step) throws IOException {
        journal.step = step;
        journal.write(folder);
        out.println(step);
    }

    private void breach(String why) throws IOException, InterruptedException {
        out.println("Breach: " + why);
        journal.breach = why;
        if (journal.stopRequestedMillis == 0) {
            ShadowTrial.end(cluster);
            if (journal.trialAfter != null) {
                cluster.trial().confirm();
            }
            cluster.release();
            done(UpgradeStep.REFUSED);
        } else {
            done(UpgradeStep.ROLLING_BACK);
        }
    }

    /** The savepoint is made anew where an upgrade goes on: the old one's emissions are needed. */
    private void tryOrSkip() throws BreachException, IOException, InterruptedException {
        ShadowTrial.end(cluster);
        if (!isTried) {
            done(UpgradeStep.TRIED);
            return;
        }
        ShadowTrial trial = new ShadowTrial(cluster, limits, out);
        try {
            journal.savepoint = cluster.savepoint(journal.oldJob);
            done(UpgradeStep.SAVEPOINT_MADE);
            trial.run(journal);
        } finally {
            trial.end();
        }
        done(UpgradeStep.TRIED);
    }

    private void stopOld() throws BreachException, IOException, InterruptedException {
        cluster.hold();
        beginTrial();
        if (journal.stopRequestedMillis == 0) {
            journal.stopRequestedMillis = System.currentTimeMillis();
            journal.write(folder);
        }
        journal.stoppedAt =
                cluster.hasEnded(journal.oldJob) ? stoppedBefore() : cluster.stop(journal.oldJob);
        done(UpgradeStep.OLD_STOPPED);
    }

    /** While the old version runs: where Postgres does not allow it, nothing has stopped. */
    private void beginTrial() throws IOException {
        if (journal.trialAfter == null) {
            journal.trialAfter = cluster.trial().begin();
            journal.write(folder);
        }
    }

    /**
     * The savepoint of a stop that was asked for before this process was killed. An earlier one
     * would make the new version send again what the old one has sent since.
     */
    private String stoppedBefore() throws BreachException, IOException {
        Optional<String> savepoint = cluster.savepointSince(journal.stopRequestedMillis);
        if (savepoint.isEmpty()) {
            journal.stopRequestedMillis = 0;
            throw new BreachException(
                    "the old version has ended by itself, without a savepoint; the stack starts it again from its newest checkpoint");
        }
        return savepoint.get();
    }

    private void startNew() throws BreachException, IOException, InterruptedException {
        start(() -> cluster.start(journal.newJar, journal.stoppedAt));
        done(UpgradeStep.NEW_STARTED);
    }

    /** Submits a job, and returns its id. */
    private interface Start {
        String job() throws IOException, InterruptedException;
    }

    /** One that runs was submitted before this process was killed. */
    private void start(Start start) throws BreachException, IOException, InterruptedException {
        Optional<String> live = cluster.liveJob(ConditionsCluster.JOB);
        try {
            journal.newJob = live.isPresent() ? live.get() : start.job();
            journal.startedMillis = System.currentTimeMillis();
        } catch (CommandException e) {
            throw new BreachException(e.getMessage());
        }
    }

    private void watchNew() throws BreachException, IOException, InterruptedException {
        String job = journal.newJob;
        out.printf(
                "  nothing was written for %.1f s%n",
                (journal.startedMillis - journal.stopRequestedMillis) / 1e3);
        long beginNanos = System.nanoTime();
        long watchedNanos = 0;
        while (watchedNanos < limits.watch().toNanos() || isBehind(job)) {
            requireWell(job);
            if (watchedNanos > limits.watch().plus(CATCH_UP_LIMIT).toNanos()) {
                throw new BreachException("it stays more than %s behind".formatted(MOST_BEHIND));
            }
            Await.holds(Duration.ofSeconds(1), () -> false);
            watchedNanos = System.nanoTime() - beginNanos;
        }
        requireWell(job);
        done(UpgradeStep.WATCHED);
    }

    /** Also while nothing is known yet: it has a while to catch up. */
    private boolean isBehind(String job) throws IOException, InterruptedException {
        long nowMillis = System.currentTimeMillis();
        return cluster.reachedMillis(job) < nowMillis - MOST_BEHIND.toMillis();
    }

    private void keepNew() throws IOException {
        cluster.trial().confirm();
        cluster.release(journal.newJar, journal.newJob);
        done(UpgradeStep.DONE);
    }

    private void requireWell(String job) throws BreachException, IOException, InterruptedException {
        JobHealth health = cluster.health(job);
        if (cluster.hasEnded(job) || health.restarts() > 0) {
            throw new BreachException("it has failed: " + cluster.failure(job));
        }
        if (health.failedCheckpoints() > 0) {
            throw new BreachException(
                    "%d checkpoints have failed".formatted(health.failedCheckpoints()));
        }
    }

    /** From here on nothing writes with an epoch on trial. */
    private void endTrial() throws IOException, InterruptedException {
        if (journal.newStoppedMillis == 0) {
            cluster.trial().end().ifPresent(through -> journal.trialThrough = through);
            journal.newStoppedMillis = cluster.newestInLogMillis();
            journal.write(folder);
        }
    }

    /** The old version goes on from where it was stopped; it writes with the next epoch. */
    private void rollBack() throws IOException, InterruptedException {
        String newJob = journal.newJob;
        Optional<String> live = cluster.liveJob(ConditionsCluster.JOB);
        if (live.isPresent() && (newJob == null || live.get().equals(newJob))) {
            cluster.cancel(live.get());
        }
        endTrial();
        try {
            long begunMillis = System.currentTimeMillis();
            Instant sentSince =
                    Instant.ofEpochMilli(journal.stopRequestedMillis).minus(CLOCKS_DIFFER);
            start(() -> cluster.startAgain(journal.oldJar, journal.stoppedAt, sentSince));
            out.printf(
                    "  the old version runs again after %.1f s%n",
                    (journal.startedMillis - begunMillis) / 1e3);
            // From now on the newest state is the old version's, whoever starts it again.
            cluster.checkpoint(journal.newJob);
            cluster.withdrawState(journal.stoppedAt, begunMillis, journal.newJob);
            cluster.release(journal.oldJar, journal.newJob);
            done(UpgradeStep.ROLLED_BACK);
        } catch (BreachException e) {
            throw new CommandException(
                    "The old version does not start either: %s. Nothing writes now. Mend that, and run the same command again; it was stopped with the savepoint %s"
                            .formatted(e.getMessage(), journal.stoppedAt),
                    e);
        }
    }

    /** When the old version has written all that it would have. */
    private void withdraw() throws IOException, InterruptedException {
        if (journal.trialAfter != null && journal.trialThrough != null) {
            long sentFrom = journal.stopRequestedMillis - CLOCKS_DIFFER.toMillis();
            new WayBack(cluster, out)
                    .withdraw(
                            new WriterSpan(journal.trialAfter, journal.trialThrough, sentFrom),
                            journal.newStoppedMillis);
        }
        done(UpgradeStep.WITHDRAWN);
    }
}
