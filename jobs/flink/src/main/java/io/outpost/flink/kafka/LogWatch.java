package io.outpost.flink.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the log again and again in a thread of its own, and hands over the first objection to
 * reading on, once. A broker that does not answer is counted, and is no objection.
 */
public final class LogWatch implements AutoCloseable {
    public static final Duration PERIOD = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);

    private final Looks looks;
    private final Supplier<Optional<KnownLog>> known;
    private final Consumer<String> objections;
    private final AtomicLong unanswered = new AtomicLong();
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(LogWatch::thread);
    private boolean objected;

    /**
     * Makes a watch that does nothing before {@link #start}.
     *
     * @param looks where to look, such as {@link LogCheck#look}
     * @param known what the job has read; asked before each look; none: nothing to compare with yet
     * @param objections takes the objection, in the thread of the watch
     */
    public LogWatch(Looks looks, Supplier<Optional<KnownLog>> known, Consumer<String> objections) {
        this.looks = looks;
        this.known = known;
        this.objections = objections;
    }

    /** Asks the broker for the state of the log. */
    @FunctionalInterface
    public interface Looks {
        LogState look() throws NoAnswerException;
    }

    /** Looks every so often, the first time after one period. */
    public void start(Duration period) {
        var unused =
                executor.scheduleWithFixedDelay(
                        this::lookSafely,
                        period.toMillis(),
                        period.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** One look. */
    void look() {
        Optional<KnownLog> read = known.get();
        if (objected || read.isEmpty()) {
            return;
        }
        try {
            Optional<String> objection = LogCheck.objectionToGoOn(read.get(), looks.look());
            if (objection.isPresent() && !executor.isShutdown()) {
                objected = true;
                objections.accept(objection.get());
            }
        } catch (NoAnswerException e) {
            unanswered.incrementAndGet();
            LOG.warn("Cannot check the log: {}", e.getMessage());
        }
    }

    /** How many looks had no answer. */
    public long unanswered() {
        return unanswered.get();
    }

    /** Returns at once; a look under way may still end. */
    @Override
    public void close() {
        executor.shutdownNow();
    }

    /** An executor drops what throws, and nobody would look again. */
    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("The check of the log failed", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "outpost-log-watch");
        thread.setDaemon(true);
        return thread;
    }
}
