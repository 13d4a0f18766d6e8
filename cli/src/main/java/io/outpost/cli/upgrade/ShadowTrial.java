package io.outpost.cli.upgrade;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.ConditionsCluster;
import io.outpost.cli.stack.JobHealth;
import io.outpost.cli.verify.log.Brokers;
import io.outpost.cli.verify.log.TopicStream;
import io.outpost.schemas.wire.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The new version as a shadow, from a savepoint of the old one, which runs on: what both emit must
 * be equal, and the shadow must do as well as the old one.
 */
final class ShadowTrial {
    /** Clocks of driver and broker; the savepoint is older than what is compared by so much. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final String SHADOW_TOPIC = Topic.EMISSIONS.topicName() + ".shadow";

    private final ConditionsCluster cluster;
    private final UpgradeLimits limits;
    private final PrintStream out;
    private final BusyTimes busyOld = new BusyTimes();
    private final BusyTimes busyNew = new BusyTimes();
    private long differAsDeclared;
    private final RunEmissions ofOld;
    private final RunEmissions ofNew;
    private final TopicStream oldTopic;
    private final TopicStream newTopic;

    /**
     * From before the savepoint on, so that all that the shadow emits is read of the old one too.
     */
    ShadowTrial(ConditionsCluster cluster, UpgradeLimits limits, PrintStream out)
            throws IOException, InterruptedException {
        this.cluster = cluster;
        this.limits = limits;
        this.out = out;
        ofOld = new RunEmissions("old version", limits.declared());
        ofNew = new RunEmissions("new version", limits.declared());
        oldTopic =
                new TopicStream(
                        Brokers.open(cluster.kafka().bootstrapServers()),
                        Topic.EMISSIONS.topicName());
        oldTopic.skipToEnd();
        oldTopic.readOn(before -> {});
        makeTopic(oldTopic.partitions());
        newTopic = new TopicStream(Brokers.open(cluster.kafka().bootstrapServers()), SHADOW_TOPIC);
    }

    /** Compares until there were enough emissions. What is in its way is a breach. */
    void run(UpgradeJournal upgrade) throws BreachException, IOException, InterruptedException {
        try {
            compare(upgrade);
        } catch (CommandException e) {
            throw new BreachException("the trial did not get on: " + e.getMessage());
        }
    }

    private void compare(UpgradeJournal upgrade)
            throws BreachException, IOException, InterruptedException {
        long sinceMillis = System.currentTimeMillis() + MARGIN.toMillis();
        String shadow = start(upgrade);
        long deadlineNanos = System.nanoTime() + limits.trial().toNanos();
        long compared = 0;
        while (compared < limits.emissions() || !isBusyKnown()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw tooLate(compared);
            }
            TimeUnit.NANOSECONDS.sleep(ROUND.toNanos());
            requireRuns(shadow);
            busyOld.take(cluster.health(upgrade.oldJob));
            busyNew.take(cluster.health(shadow));
            if (compared < limits.emissions()) {
                compared = compare(upgrade.oldJob, shadow, sinceMillis, compared);
                out.printf("  %,d emissions are the same%s%n", compared, butForDeclared());
            }
        }
        // What was emitted while the figures were awaited must be the same too.
        compared = compare(upgrade.oldJob, shadow, sinceMillis, compared);
        out.printf("  %,d emissions are the same%s%n", compared, butForDeclared());
        requireHealthy(cluster.health(upgrade.oldJob), cluster.health(shadow));
    }

    private String butForDeclared() {
        return limits.declared().isEmpty()
                ? ""
                : ", %,d of them but for declared fields".formatted(differAsDeclared);
    }

    /** A new version has more rounds than it needs where it is too slow in all before. */
    private boolean isBusyKnown() {
        return busyOld.isKnown()
                && busyNew.isKnown()
                && (busyNew.isOver() || timesAsBusy() <= limits.mostBusy());
    }

    private double timesAsBusy() {
        return busyNew.leastMillisPerThousand() / busyOld.leastMillisPerThousand();
    }

    private BreachException tooLate(long compared) {
        return new BreachException(
                "after %s %,d of %,d emissions are compared; busy per 1,000 records: %.1f ms, new version %.1f ms. It is too slow, or there is too little to compare: send more, or wait longer (--trial)"
                        .formatted(
                                limits.trial(),
                                compared,
                                limits.emissions(),
                                busyOld.leastMillisPerThousand(),
                                busyNew.leastMillisPerThousand()));
    }

    private String start(UpgradeJournal upgrade)
            throws BreachException, IOException, InterruptedException {
        try {
            return cluster.startShadow(upgrade.newJar, upgrade.savepoint, SHADOW_TOPIC);
        } catch (CommandException e) {
            throw new BreachException("as a shadow: " + e.getMessage());
        }
    }

    private void requireRuns(String shadow)
            throws BreachException, IOException, InterruptedException {
        if (cluster.hasEnded(shadow) || cluster.health(shadow).restarts() > 0) {
            throw new BreachException("the shadow has failed: " + cluster.failure(shadow));
        }
    }

    /**
     * Of what is due until now, once both have come so far; returns how many were compared. After a
     * restart neither has come so far any more: then it is as many as before.
     */
    private long compare(String oldJob, String shadow, long sinceMillis, long before)
            throws BreachException, IOException, InterruptedException {
        long restarts = cluster.health(oldJob).restarts();
        long untilMillis = Math.min(cluster.reachedMillis(oldJob), cluster.reachedMillis(shadow));
        if (untilMillis <= sinceMillis) {
            return before;
        }
        cluster.checkpoint(oldJob);
        cluster.checkpoint(shadow);
        requireRuns(shadow);
        if (cluster.health(oldJob).restarts() != restarts) {
            return before;
        }
        read(oldTopic, ofOld);
        read(newTopic, ofNew);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        RunComparison comparison =
                new RunComparison(untilMillis, new PrintStream(text, true, StandardCharsets.UTF_8));
        comparison.since(ofOld, ofNew, sinceMillis);
        long both = ofNew.until(untilMillis);
        differAsDeclared = comparison.differAsDeclared();
        if (both > 0 && !comparison.isEqual()) {
            out.print(text.toString(StandardCharsets.UTF_8));
            throw new BreachException("it emits something else: " + comparison.lastLine());
        }
        return both;
    }

    private static void read(TopicStream topic, RunEmissions into) throws IOException {
        try {
            topic.readOn(
                    message -> {
                        try {
                            into.add(message.value());
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void requireHealthy(JobHealth ofOldJob, JobHealth ofShadow) throws BreachException {
        double busy = timesAsBusy();
        out.printf(
                "  busy per 1,000 records: %.1f ms, new version %.1f ms; a checkpoint %d ms and %d ms%n",
                busyOld.leastMillisPerThousand(),
                busyNew.leastMillisPerThousand(),
                ofOldJob.checkpointMillis(),
                ofShadow.checkpointMillis());
        if (ofShadow.failedCheckpoints() > 0) {
            throw new BreachException(
                    "%d checkpoints of the shadow have failed"
                            .formatted(ofShadow.failedCheckpoints()));
        }
        if (busy > limits.mostBusy()) {
            throw new BreachException(
                    "it is busy %.1f times as long per record; %.1f is the most (--most-busy)"
                            .formatted(busy, limits.mostBusy()));
        }
    }

    private void makeTopic(int partitions) throws IOException, InterruptedException {
        try (Admin admin = admin()) {
            deleteTopic(admin);
            admin.createTopics(List.of(new NewTopic(SHADOW_TOPIC, partitions, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("The topic %s cannot be made".formatted(SHADOW_TOPIC), e);
        }
    }

    private static void deleteTopic(Admin admin) throws ExecutionException, InterruptedException {
        try {
            admin.deleteTopics(List.of(SHADOW_TOPIC)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw e;
            }
        }
    }

    private Admin admin() {
        return Admin.create(cluster.kafka().settings(Map.of()));
    }

    /** Ends the shadow, and deletes its topic. */
    void end() throws IOException, InterruptedException {
        oldTopic.close();
        newTopic.close();
        end(cluster);
        try (Admin admin = admin()) {
            deleteTopic(admin);
        } catch (ExecutionException e) {
            throw new IOException("The topic %s cannot be deleted".formatted(SHADOW_TOPIC), e);
        }
    }

    /** Ends a shadow, where one is left. */
    static void end(ConditionsCluster cluster) throws IOException, InterruptedException {
        var left = cluster.liveJob(ConditionsCluster.SHADOW);
        if (left.isPresent()) {
            cluster.cancel(left.get());
        }
    }
}
