package io.outpost.deliver.channel;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.deliver.postgres.Database;
import io.outpost.deliver.send.Receiver;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to channels what is due, several at a time, each by one thread. A channel that fails is
 * left alone for a while, so it takes no thread from the others.
 */
public final class Channels implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);
    private static final Duration CLEANS_EVERY = Duration.ofMinutes(1);
    private static final Duration COUNTS_EVERY = Duration.ofSeconds(5);
    private static final Duration TO_END = Duration.ofSeconds(15);

    private final ChannelStore store;
    private final UpkeepStore upkeep;
    private final ChannelWork work;
    private final int most;
    private final Duration kept;
    private final ExecutorService threads;
    private final AtomicInteger busy = new AtomicInteger();
    private final Semaphore wakes = new Semaphore(0);
    private final Thread looking = new Thread(this::loop, "channels");
    private volatile boolean isEnding;
    private volatile UpkeepStore.Totals totals = UpkeepStore.Totals.NONE;

    /** Why nothing is delivered; empty: it is. */
    private volatile String trouble = "it has not asked yet";

    private long cleanedAtNanos = System.nanoTime() - CLEANS_EVERY.toNanos();
    private long countedAtNanos = System.nanoTime() - COUNTS_EVERY.toNanos();

    /**
     * How they are notified.
     *
     * @param receivers of every kind
     * @param most channels at a time
     * @param kept for how long deliveries are kept after their end
     */
    public record Settings(
            Map<Kind, Receiver> receivers, Retries retries, int most, Duration kept) {}

    public Channels(
            Database database,
            Settings settings,
            SendTraces traces,
            MeterRegistry meters,
            Clock clock) {
        this.store = new ChannelStore(database);
        this.upkeep = new UpkeepStore(database);
        this.work =
                new ChannelWork(
                        store,
                        settings.receivers(),
                        settings.retries(),
                        new SendMetrics(meters),
                        traces,
                        clock);
        this.most = settings.most();
        this.kept = settings.kept();
        this.threads = Executors.newFixedThreadPool(most);
        Gauge.builder("outpost.deliver.due", () -> totals.due())
                .description(
                        "Deliveries whose time has come, of all processes, but those of channels that fail.")
                .register(meters);
        Gauge.builder("outpost.deliver.oldest.due", () -> totals.oldestSeconds())
                .description("Since when the longest of them is due.")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("outpost.deliver.channels.failing", () -> totals.failing())
                .description("Channels whose last send has failed.")
                .register(meters);
        Gauge.builder("outpost.deliver.busy", busy, AtomicInteger::get)
                .description("Channels that this process serves now.")
                .register(meters);
    }

    public void start() {
        looking.start();
    }

    /** There is something to do. */
    public void wake() {
        wakes.release();
    }

    /** Why nothing is delivered; empty: it is. */
    public Optional<String> notReady() {
        return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
    }

    private void loop() {
        while (!isEnding) {
            try {
                look();
                trouble = "";
            } catch (RuntimeException e) {
                String why = Database.why(e);
                if (!trouble.equals(why)) {
                    LOG.warn("Deliveries wait: {}", why, e);
                }
                trouble = why;
            }
            await();
        }
    }

    private void look() {
        long now = System.nanoTime();
        if (now - cleanedAtNanos >= CLEANS_EVERY.toNanos()) {
            upkeep.clean(kept);
            cleanedAtNanos = now;
        }
        if (now - countedAtNanos >= COUNTS_EVERY.toNanos()) {
            totals = upkeep.totals();
            countedAtNanos = now;
        }
        int free = most - busy.get();
        List<Lease> taken = free <= 0 ? List.of() : store.take(free);
        for (Lease lease : taken) {
            busy.incrementAndGet();
            threads.execute(() -> serve(lease));
        }
    }

    private void serve(Lease lease) {
        try {
            work.work(lease, () -> isEnding);
        } catch (RuntimeException e) {
            // Its lease ends by itself; then it is tried again.
            LOG.warn("Channel {} waits", lease, e);
        } finally {
            busy.decrementAndGet();
            wake();
        }
    }

    private void await() {
        try {
            wakes.tryAcquire(LOOKS_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            wakes.drainPermits();
        } catch (InterruptedException e) {
            isEnding = true;
        }
    }

    /** Ends with what is being sent; leaves the rest to others. */
    @Override
    public void close() {
        isEnding = true;
        wake();
        try {
            looking.join(TO_END.toMillis());
            threads.shutdown();
            if (!threads.awaitTermination(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
