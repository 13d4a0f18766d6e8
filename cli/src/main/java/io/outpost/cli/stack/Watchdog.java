package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Looks at all parts several times a second and starts again what has died. */
final class Watchdog {
    private static final int PERIOD_MILLIS = 200;
    private static final int SERVICE_PERIOD_SECONDS = 2;

    private final DataFolder data;
    private final ProcessTable table;
    private final StepLog progress;
    private final List<WatchedPart> parts = new CopyOnWriteArrayList<>();

    /** Of what has died, and, apart from it because it waits for answers, of what does not work. */
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

    private final List<ScheduledFuture<?>> watches;

    Watchdog(DataFolder data, ProcessTable table, StepLog progress) {
        this.data = data;
        this.table = table;
        this.progress = progress;
        watches =
                List.of(
                        clock.scheduleWithFixedDelay(
                                this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS),
                        clock.scheduleWithFixedDelay(
                                this::ask,
                                SERVICE_PERIOD_SECONDS,
                                SERVICE_PERIOD_SECONDS,
                                TimeUnit.SECONDS));
    }

    /** Prepares and starts a part, and watches it from now on. */
    WatchedPart start(Part part) throws IOException, InterruptedException {
        part.prepare();
        WatchedPart watched = new WatchedPart(part, data, table, progress);
        watched.launch();
        parts.add(watched);
        return watched;
    }

    /**
     * Starts a part that the rest can do without: when it fails, it is only started again and
     * again. Returns its address or what is wrong.
     */
    String startDispensable(Part part) throws InterruptedException {
        try {
            return start(part).awaitReady();
        } catch (CommandException e) {
            return "not ready; the stack goes on, and it is started again until it stays. "
                    + e.getMessage();
        } catch (IOException e) {
            return "cannot be started, and the stack goes on without it; for another try, bring the stack down and up again: "
                    + e.getMessage();
        }
    }

    /** Nothing is started again from now on; the processes stay as they are. */
    void stop() throws InterruptedException {
        watches.forEach(watch -> watch.cancel(false));
        clock.shutdown();
        clock.awaitTermination(1, TimeUnit.MINUTES);
    }

    private void ask() {
        for (WatchedPart part : parts) {
            try {
                part.checkService(Instant.now());
            } catch (RuntimeException e) {
                progress.say("A part could not be asked whether it works: " + e);
            }
        }
    }

    private void look() {
        for (WatchedPart part : parts) {
            try {
                part.check(Instant.now());
                part.markReadiness();
            } catch (IOException | RuntimeException e) {
                // An exception that left this method would end the watch over all parts.
                progress.say("A part could not be started again: " + e);
            }
        }
    }
}
