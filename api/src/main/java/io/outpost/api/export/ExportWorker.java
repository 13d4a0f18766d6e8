package io.outpost.api.export;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.api.export.ExportTaskStore.Saved;
import io.outpost.api.web.ProblemException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes exports, one at a time, on a thread of its own; removes those whose time is over. Each
 * instance of the API has one; whatever one leaves, another goes on with.
 */
final class ExportWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExportWorker.class);

    private static final Duration LOOKS_EVERY = Duration.ofSeconds(2);
    private static final Duration CLEANS_EVERY = Duration.ofMinutes(1);

    /** Before the same export is tried again. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final Duration TO_END = Duration.ofSeconds(15);

    /** Without anything saved. */
    private static final int MOST_TRIES = 5;

    private final ExportTaskStore store;
    private final ExportUpkeepStore upkeep;
    private final Function<ExportTask, ExportRun> runs;
    private final ExportSettings settings;
    private final MeterRegistry meters;
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread = new Thread(this::loop, "exports");
    private volatile ExportUpkeepStore.Totals totals = ExportUpkeepStore.Totals.NONE;
    private volatile boolean isEnding;
    private boolean isFailing;
    private long cleanedAtNanos = System.nanoTime() - CLEANS_EVERY.toNanos();

    ExportWorker(
            ExportTaskStore store,
            ExportUpkeepStore upkeep,
            Function<ExportTask, ExportRun> runs,
            ExportSettings settings,
            MeterRegistry meters) {
        this.store = store;
        this.upkeep = upkeep;
        this.runs = runs;
        this.settings = settings;
        this.meters = meters;
        thread.setDaemon(true);
        for (ExportJob.State state : ExportJob.State.values()) {
            Gauge.builder("outpost.api.exports", () -> totals.counts().getOrDefault(state, 0L))
                    .description("Exports by their state, of all processes.")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
        Gauge.builder("outpost.api.exports.stored", () -> totals.bytes())
                .description("Their compressed bytes.")
                .baseUnit("bytes")
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
                isFailing = false;
            } catch (RuntimeException e) {
                warn(e);
            }
            if (!isBusy && !isEnding) {
                await();
            }
        }
    }

    /** Once for each outage: it is tried again every few seconds. */
    private void warn(RuntimeException failure) {
        if (!isFailing) {
            LOG.warn("Exports wait", failure);
        }
        isFailing = true;
    }

    private void await() {
        try {
            wakes.tryAcquire(LOOKS_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            wakes.drainPermits();
        } catch (InterruptedException e) {
            isEnding = true;
        }
    }

    /** True: there was something to do, and there may be more. */
    private boolean look() {
        if (System.nanoTime() - cleanedAtNanos >= CLEANS_EVERY.toNanos()) {
            upkeep.clean();
            cleanedAtNanos = System.nanoTime();
        }
        totals = upkeep.totals();
        Optional<ExportTask> task = store.take();
        task.ifPresent(this::work);
        return task.isPresent();
    }

    private void work(ExportTask task) {
        ExportRun run = runs.apply(task);
        try {
            if (task.tries() > MOST_TRIES) {
                fail(task, ExportJob.Reason.FAILED, "It was tried several times and got nowhere.");
            } else {
                work(run);
            }
        } catch (ProblemException e) {
            stop(run, e);
        } catch (RuntimeException e) {
            LOG.error("Export {} has failed", task.id(), e);
            fail(run.task(), ExportJob.Reason.FAILED, "The failure is logged under the id.");
        }
    }

    private void work(ExportRun run) {
        Saved saved = Saved.KEPT;
        while (saved == Saved.KEPT && !run.isRead() && !isEnding) {
            run.read();
            if (run.isDue()) {
                saved = run.save();
            }
        }
        settle(run, saved == Saved.KEPT ? run.save() : saved);
    }

    /** Ends it, or leaves it to others, as what was saved says. */
    private void settle(ExportRun run, Saved saved) {
        switch (saved) {
            case KEPT -> {
                if (run.isRead()) {
                    finish(run.task());
                } else {
                    store.release(run.task(), Duration.ZERO, 0);
                }
            }
            case LOST -> LOG.info("Export {} was removed, or is another's", run.task().id());
            case TOO_LARGE ->
                    fail(
                            run.task(),
                            ExportJob.Reason.TOO_LARGE,
                            "It has more than %d bytes, compressed; ask for less."
                                    .formatted(settings.maxBytesOfOne()));
            case NO_ROOM ->
                    fail(
                            run.task(),
                            ExportJob.Reason.NO_ROOM,
                            "All exports have as many bytes as they may; ask again when some are gone.");
        }
    }

    /** What came before the failure is kept, so that it is not read again. */
    private void stop(ExportRun run, ProblemException failure) {
        LOG.warn("Export {} stops: {}", run.task().id(), failure.toString());
        switch (failure.kind()) {
            case UNAVAILABLE -> store.release(run.task(), PAUSE, 0);
            case TIMED_OUT -> {
                Saved saved = run.save();
                ExportTask task = run.task();
                if (saved != Saved.KEPT) {
                    settle(run, saved);
                } else if (task.tries() < MOST_TRIES) {
                    store.release(task, PAUSE, task.tries());
                } else {
                    fail(task, ExportJob.Reason.TOO_SLOW, failure.getMessage());
                }
            }
            default -> fail(run.task(), ExportJob.Reason.REFUSED, failure.getMessage());
        }
    }

    private void finish(ExportTask task) {
        if (store.finish(task, settings.kept())) {
            ended("done").increment();
            LOG.info("Export {} is done: {}", task.id(), task.progress().written());
        }
    }

    private void fail(ExportTask task, ExportJob.Reason reason, String detail) {
        if (store.fail(task, new ExportJob.Failure(reason, detail), settings.kept())) {
            ended(reason.name().toLowerCase(Locale.ROOT)).increment();
            LOG.warn("Export {} has failed: {}", task.id(), detail);
        }
    }

    private Counter ended(String outcome) {
        return Counter.builder("outpost.api.exports.ended")
                .description("Exports that this process has ended: done, or why they failed.")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** Leaves what it is at to others, saved. */
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
