package io.outpost.e2e.faults;

import io.outpost.e2e.rig.LocalStack;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the TaskManager from committing the alerts of a completed checkpoint for longer than the
 * transaction timeout: the broker aborts them, and the topic has lost them.
 */
final class Outage {
    private static final int ATTEMPTS = 60;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final String ALERTS = Topic.ALERTS.topicName();

    private final LocalStack stack;
    private final Signals signals;
    private final Nemesis nemesis;
    private final Transactions transactions;

    Outage(LocalStack stack, Signals signals, Nemesis nemesis, Transactions transactions) {
        this.stack = stack;
        this.signals = signals;
        this.nemesis = nemesis;
        this.transactions = transactions;
    }

    /** How long it lasted; when it ends, the TaskManager has been killed. */
    record Lasted(Instant endedAt, Duration length) {}

    Lasted happen() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Instant begin = Instant.now();
            if (nemesis.freezeUncommitted(Target.TASKMANAGER, ALERTS)) {
                awaitAborted(begin);
                signals.send("KILL", stack.pids(Target.TASKMANAGER.parts()));
                Instant end = Instant.now();
                return new Lasted(end, Duration.between(begin, end));
            }
        }
        throw new IOException(
                "In " + ATTEMPTS + " checkpoints no alert was in an open transaction");
    }

    private void awaitAborted(Instant begin) throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (transactions.openBefore(begin.plusSeconds(30), "")) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("The broker did not abort the transactions in " + LIMIT);
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }
}
