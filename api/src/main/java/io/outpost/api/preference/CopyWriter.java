package io.outpost.api.preference;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.api.ingest.PreferenceLog;
import io.outpost.api.preference.CopyTask.CopyKey;
import io.outpost.api.preference.CopyTask.Fresh;
import io.outpost.api.preference.CopyTask.Unsure;
import io.outpost.api.web.ProblemException;
import io.outpost.schemas.Preference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes copies of preferences that are pending to the log, on a thread of its own. Each instance
 * of the API has one; whatever one leaves, another goes on with.
 */
final class CopyWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CopyWriter.class);

    /** A document has 16 KiB at most, so these leave room for observations in what is in flight. */
    private static final int MOST_AT_ONCE = 250;

    /** While the log takes nothing, so that little has to be looked for afterwards. */
    private static final int MOST_TO_TRY = 10;

    private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);
    private static final Duration LOOKS_AT_AREAS_EVERY = Duration.ofSeconds(5);
    private static final Duration COUNTS_EVERY = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration TO_END = Duration.ofSeconds(20);

    private final CopyTaskStore store;
    private final PreferenceLog log;
    private final AreaWatch areas;
    private final Counter written;
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread = new Thread(this::loop, "preferences");
    private volatile CopyTaskStore.Totals totals = CopyTaskStore.Totals.NONE;
    private volatile boolean isEnding;
    private Duration pause = LOOKS_EVERY;
    private long countedAtNanos = System.nanoTime() - COUNTS_EVERY.toNanos();
    private long lookedAtAreasNanos = System.nanoTime();

    CopyWriter(CopyTaskStore store, PreferenceLog log, AreaWatch areas, MeterRegistry meters) {
        this.store = store;
        this.log = log;
        this.areas = areas;
        thread.setDaemon(true);
        Gauge.builder("outpost.api.preferences.pending", () -> totals.pending())
                .description(
                        "Copies of preferences that the log has yet to take, of all processes.")
                .register(meters);
        Gauge.builder("outpost.api.preferences.pending.age", () -> totals.oldestSeconds())
                .description("For how long the oldest of them has waited.")
                .baseUnit("seconds")
                .register(meters);
        written =
                Counter.builder("outpost.api.preferences.written")
                        .description("Copies of preferences that this process has written.")
                        .register(meters);
    }

    void start() {
        thread.start();
    }

    /** There is something to do. */
    void wake() {
        wakes.release();
    }

    private void loop() {
        while (!isEnding) {
            boolean isBusy = false;
            try {
                isBusy = look();
                pause = LOOKS_EVERY;
            } catch (RuntimeException e) {
                warn(e);
                pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
            }
            if (!isBusy && !isEnding) {
                await();
            }
        }
    }

    /** Once for each outage: it is tried again. */
    private void warn(RuntimeException failure) {
        if (!isFailing()) {
            LOG.warn("Copies of preferences wait", failure);
        }
    }

    private boolean isFailing() {
        return pause.compareTo(LOOKS_EVERY) > 0;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void await() {
        try {
            wakes.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
            wakes.drainPermits();
        } catch (InterruptedException e) {
            isEnding = true;
        }
    }

    /** True: there was something to do, and there may be more. */
    private boolean look() {
        if (System.nanoTime() - countedAtNanos >= COUNTS_EVERY.toNanos()) {
            totals = store.totals();
            countedAtNanos = System.nanoTime();
        }
        if (System.nanoTime() - lookedAtAreasNanos >= LOOKS_AT_AREAS_EVERY.toNanos()) {
            lookedAtAreasNanos = System.nanoTime();
            areas.look();
        }
        long claimedAtNanos = System.nanoTime();
        CopyTask task = store.claim(UUID.randomUUID(), isFailing() ? MOST_TO_TRY : MOST_AT_ONCE);
        if (!task.fresh().isEmpty()) {
            write(task, claimedAtNanos);
        }
        if (!task.unsure().isEmpty()) {
            find(task.unsure());
        }
        return !task.isEmpty();
    }

    private void write(CopyTask task, long claimedAtNanos) {
        List<CopyKey> keys = task.fresh().stream().map(Fresh::key).toList();
        List<Preference> versions = versions(task.fresh());
        if (System.nanoTime() - claimedAtNanos > PreferenceLog.TO_SEND.toNanos()) {
            store.notWritten(task.attempt(), keys);
            return;
        }
        switch (log.write(task.attempt(), versions)) {
            case WRITTEN -> {
                store.written(task.attempt(), keys);
                written.increment(keys.size());
            }
            case NOT_SENT -> {
                store.notWritten(task.attempt(), keys);
                throw new IllegalStateException("The log takes nothing at present.");
            }
            case UNSURE -> {
                store.failed(keys);
                throw new IllegalStateException("The log has not acknowledged all.");
            }
        }
    }

    /** A document that many places have is put into its form once. */
    private static List<Preference> versions(List<Fresh> copies) {
        Map<String, String> documents = new HashMap<>();
        List<Preference> versions = new ArrayList<>(copies.size());
        for (Fresh copy : copies) {
            String document = copy.document();
            versions.add(
                    Preference.newBuilder()
                            .setPreferenceId(copy.key().preferenceId())
                            .setPlaceId(copy.key().placeId())
                            .setOwnerId(copy.ownerId())
                            .setVersion(copy.version())
                            .setDocument(
                                    document == null
                                            ? null
                                            : documents.computeIfAbsent(
                                                    document, SavedPreference::canonical))
                            .build());
        }
        return versions;
    }

    /** Looks in the log for what earlier attempts have written; the rest is due again. */
    private void find(List<Unsure> unsure) {
        Instant since =
                unsure.stream().map(Unsure::attemptAt).min(Instant::compareTo).orElseThrow();
        Map<UUID, List<Unsure>> attempts =
                unsure.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Unsure::attempt, LinkedHashMap::new, Collectors.toList()));
        Map<UUID, BitSet> found;
        try {
            found =
                    log.find(
                            attempts.keySet(),
                            unsure.stream().map(one -> one.key().placeId()).toList(),
                            since);
        } catch (ProblemException e) {
            store.failed(unsure.stream().map(Unsure::key).toList());
            throw e;
        }
        attempts.forEach(
                (attempt, copies) ->
                        settle(attempt, copies, found.getOrDefault(attempt, new BitSet())));
    }

    private void settle(UUID attempt, List<Unsure> copies, BitSet found) {
        Map<Boolean, List<CopyKey>> keys =
                copies.stream()
                        .collect(
                                Collectors.partitioningBy(
                                        one -> found.get(one.number()),
                                        Collectors.mapping(Unsure::key, Collectors.toList())));
        store.written(attempt, keys.get(true));
        store.notWritten(attempt, keys.get(false));
    }

    /** Ends with what it is at. */
    @Override
    public void close() {
        isEnding = true;
        wake();
        try {
            thread.join(TO_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
