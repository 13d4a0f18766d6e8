package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.RunningStack.RunningPart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A part with its process; starts it again when it dies, after a pause that grows while it keeps
 * dying.
 */
final class WatchedPart {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Of one that was ready: a recovery from the last of several ends waits for it. */
    private static final Duration LONGEST_PAUSE_OF_READY = Duration.ofSeconds(5);

    private static final int QUICK_ENDS_TO_REPORT = 3;
    private static final Duration STABLE_AFTER = Duration.ofMinutes(1);
    private static final Duration READY_LIMIT = Duration.ofMinutes(2);
    private static final int RESTARTS_BEFORE_READY = 3;
    private static final int LOG_LINES = 15;

    /** Longer than an election of a JobManager takes, after the session of the one before. */
    private static final Duration DECLINES_AT_MOST = Duration.ofSeconds(20);

    private final Part part;
    private final DataFolder data;
    private final ProcessTable table;
    private final StepLog progress;

    private Process process;
    private Instant startedAt;
    private Instant nextStart;
    private Instant declinesSince;
    private volatile boolean hasBeenReady;
    private final Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    private int restarts;
    private String failure;

    WatchedPart(Part part, DataFolder data, ProcessTable table, StepLog progress) {
        this.part = part;
        this.data = data;
        this.table = table;
        this.progress = progress;
    }

    synchronized void launch() throws IOException {
        process = part.launch().start(data.log(part.name()));
        startedAt = Instant.now();
        nextStart = null;
        declinesSince = null;
        hasBeenReady = false;
        table.put(
                new RunningPart(
                        part.name(),
                        ProcessIdentity.of(process.toHandle()),
                        part.address(),
                        part.stopSignal(),
                        restarts,
                        false,
                        failure));
    }

    /** True once the process has ended and has not been started again. */
    synchronized boolean hasEnded() {
        return process != null && !process.isAlive();
    }

    /** Called again and again by the supervisor. */
    synchronized void check(Instant now) throws IOException {
        if (process == null || process.isAlive()) {
            return;
        }
        if (nextStart == null) {
            planRestart(now);
        } else if (!now.isBefore(nextStart)) {
            restarts++;
            launch();
        }
    }

    /**
     * Called every few seconds: kills a process that lives and has said for too long that it cannot
     * do its work, so that it is started again.
     */
    void checkService(Instant now) {
        Part.Service service = part.service();
        synchronized (this) {
            if (service == Part.Service.WORKS) {
                declinesSince = null;
            } else if (service == Part.Service.DECLINES && declinesSince == null) {
                declinesSince = now;
            } else if (service == Part.Service.DECLINES
                    && process.isAlive()
                    && Duration.between(declinesSince, now).compareTo(DECLINES_AT_MOST) > 0) {
                progress.say(
                        "%s %s runs, but has declined to work for %d s; it is killed"
                                .formatted(now, part.name(), DECLINES_AT_MOST.toSeconds()));
                declinesSince = null;
                process.destroyForcibly();
            }
        }
    }

    private void planRestart(Instant now) {
        if (Duration.between(startedAt, now).compareTo(STABLE_AFTER) > 0) {
            backoff.reset();
        }
        Duration pause = backoff.pause();
        if (hasBeenReady && pause.compareTo(LONGEST_PAUSE_OF_READY) > 0) {
            pause = LONGEST_PAUSE_OF_READY;
        }
        nextStart = now.plus(pause);
        progress.say(
                "%s %s ended with exit code %d; it is started again in %d ms"
                        .formatted(now, part.name(), process.exitValue(), pause.toMillis()));
        failure = backoff.pauses() < QUICK_ENDS_TO_REPORT ? null : lastWords();
        if (failure != null) {
            progress.say(failure);
        }
    }

    private String lastWords() {
        Path log = data.log(part.name());
        return "%s ends again and again, the last time with exit code %d; the end of %s:\n%s"
                .formatted(part.name(), process.exitValue(), log, end(log));
    }

    /** Waits for the first readiness; returns the address for the progress line. */
    String awaitReady() throws InterruptedException {
        boolean ready = Await.holds(READY_LIMIT, () -> part.ready() || hasGivenUp());
        if (!ready || hasGivenUp()) {
            throw new CommandException(
                    "%s does not start; see %s\n%s"
                            .formatted(
                                    part.name(),
                                    data.log(part.name()),
                                    end(data.log(part.name()))));
        }
        markReady();
        return part.address();
    }

    /** Asks a part that was started again whether it answers by now. */
    void markReadiness() {
        boolean unknown =
                table.current().part(part.name()).filter(known -> !known.ready()).isPresent();
        if (unknown && part.ready()) {
            markReady();
        }
    }

    private void markReady() {
        hasBeenReady = true;
        table.update(
                part.name(),
                known ->
                        new RunningPart(
                                known.name(),
                                known.process(),
                                known.address(),
                                known.stopSignal(),
                                known.restarts(),
                                true,
                                known.failure()));
    }

    private synchronized boolean hasGivenUp() {
        return restarts >= RESTARTS_BEFORE_READY;
    }

    private static String end(Path log) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }
}
