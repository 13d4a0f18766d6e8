package io.outpost.flink.kafka;

import io.outpost.decode.RegistryOutage;
import io.outpost.schemas.wire.RegistryUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds up the reader of the log: while the schema registry says nothing, and while a record is
 * ahead of processing time. Operators behind it work on, and the job can be ended. No checkpoint is
 * completed meanwhile, since the record that waits is in no state yet: when more have failed than
 * may, the job restarts and waits again. Metrics say that it waits: {@code status} and readiness
 * read them.
 */
final class ReaderWaits implements RegistryOutage {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderWaits.class);
    private static final long MOST_AHEAD_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(50).toNanos();

    private final MailboxExecutor mailbox;
    private final ProcessingTimeService time;
    private final Counter outages;
    private volatile long aheadMillis;
    private volatile boolean withoutRegistry;
    private volatile long withoutRegistrySinceNanos;

    ReaderWaits(MetricGroup metrics, MailboxExecutor mailbox, ProcessingTimeService time) {
        this.mailbox = mailbox;
        this.time = time;
        outages = metrics.counter("registryOutages");
        metrics.gauge("aheadOfClockMillis", () -> aheadMillis);
        metrics.gauge("registryWaitMillis", this::registryWaitMillis);
    }

    /** Returns once a record is not more than 5 minutes ahead of processing time. */
    void awaitClock(long appendedAtMillis) throws InterruptedException {
        long nowMillis = time.getCurrentProcessingTime();
        while (appendedAtMillis - nowMillis > MOST_AHEAD_MILLIS) {
            if (aheadMillis == 0) {
                LOG.warn(
                        "Waiting: the log is {} ms ahead of this machine's clock. Set the clocks of broker and TaskManager.",
                        appendedAtMillis - nowMillis);
            }
            aheadMillis = appendedAtMillis - nowMillis;
            pause("the clock");
            nowMillis = time.getCurrentProcessingTime();
        }
        aheadMillis = 0;
    }

    @Override
    public void await(RegistryUnavailableException outage, Duration pause)
            throws InterruptedException {
        outages.inc();
        LOG.warn("Waiting for the schema registry: {}", outage.getMessage());
        long begin = System.nanoTime();
        if (!withoutRegistry) {
            withoutRegistrySinceNanos = begin;
            withoutRegistry = true;
        }
        while (System.nanoTime() - begin < pause.toNanos()) {
            pause("the schema registry");
        }
    }

    @Override
    public void end() {
        withoutRegistry = false;
    }

    /** Of the wait that goes on, 1 or more; 0: none does. */
    private long registryWaitMillis() {
        return withoutRegistry
                ? Math.max(
                        1,
                        TimeUnit.NANOSECONDS.toMillis(
                                System.nanoTime() - withoutRegistrySinceNanos))
                : 0;
    }

    private void pause(String awaited) throws InterruptedException {
        if (!mailbox.tryYield()) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("stopped while waiting for " + awaited);
        }
    }
}
