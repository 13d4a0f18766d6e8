package io.outpost.conditions.ticks;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands ticks to a thread of its own, where registry and broker may take their time. While one tick
 * is under way another may wait; those that come meanwhile are given up.
 */
final class TickAppender implements AutoCloseable {
    static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(TickAppender.class);
    private static final long LOG_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final TickProducer producer;
    private final Counter sent;
    private final Counter failed;
    private final BlockingQueue<Long> waiting = new ArrayBlockingQueue<>(1);
    private final AtomicLong loggedAtNanos = new AtomicLong(System.nanoTime() - LOG_EVERY_NANOS);
    private final Thread thread = new Thread(this::run, "outpost-ticks");
    private volatile boolean closed;

    /**
     * Starts the thread, which closes the producer when it ends.
     *
     * @param sent counts ticks that the broker has; one for each partition
     * @param failed counts ticks that it has not, for whatever reason
     */
    TickAppender(TickProducer producer, Counter sent, Counter failed) {
        this.producer = producer;
        this.sent = sent;
        this.failed = failed;
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns at once. */
    void append(long sentAtMillis) {
        if (!waiting.offer(sentAtMillis)) {
            failed.inc();
        }
    }

    /** Waits for the thread for a second; a thread that hangs for longer ends by its time-outs. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(LONGEST_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                appendSafely(waiting.take());
            }
        } catch (InterruptedException e) {
            LOG.debug("Closed", e);
        } finally {
            closeSafely();
        }
    }

    private void appendSafely(long sentAtMillis) {
        try {
            producer.append(sentAtMillis, (metadata, failure) -> count(failure));
        } catch (Exception e) {
            count(e);
        }
    }

    private void closeSafely() {
        // With the interrupt still set the producer would not close.
        boolean unused = Thread.interrupted();
        try {
            producer.close(LONGEST_CLOSE.dividedBy(2));
        } catch (RuntimeException e) {
            LOG.debug("The producer of ticks did not close", e);
        }
    }

    private void count(Exception failure) {
        if (failure == null) {
            sent.inc();
            return;
        }
        failed.inc();
        long last = loggedAtNanos.get();
        long now = System.nanoTime();
        if (!closed && now - last >= LOG_EVERY_NANOS && loggedAtNanos.compareAndSet(last, now)) {
            LOG.warn("A tick was not appended: {}", failure.toString());
        }
    }
}
