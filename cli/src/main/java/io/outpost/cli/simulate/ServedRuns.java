package io.outpost.cli.simulate;

import io.outpost.cli.console.Progress;
import io.outpost.cli.console.StopSignal;
import io.outpost.cli.stack.Endpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The simulator as a part of the local stack: runs until it is stopped, remembers how far it has
 * come, and resumes there after a restart. What it had sent after its last note it sends again,
 * byte for byte; the job counts that as duplicates.
 */
final class ServedRuns implements SimulationRoutes.Actions {
    private static final Duration LONGEST_CATCH_UP = Duration.ofDays(2);
    private static final long LOOK_MILLIS = 100;

    private final Path file;
    private final SimulationService service;
    private volatile ResumePoint point;

    ServedRuns(Endpoints endpoints, RunSettings settings, Progress progress) throws IOException {
        Path folder = Files.createDirectories(settings.dataFolder().resolve("simulate"));
        this.file = folder.resolve("service.json");
        RunSettings noting =
                new RunSettings(
                        settings.dataFolder(),
                        settings.http(),
                        settings.compression(),
                        settings.truth(),
                        settings.groundTruth(),
                        false,
                        settings.patience(),
                        settings.stop(),
                        this::note);
        this.service = new SimulationService(endpoints, noting, progress);
    }

    /** Resumes where the last process was, or begins. */
    synchronized void begin(RunRequest otherwise) throws IOException {
        Optional<ResumePoint> last = ResumePoint.read(file);
        if (last.isEmpty()) {
            start(otherwise);
            return;
        }
        point = last.get();
        if (!point.stopped()) {
            Instant now = Instant.now();
            service.start(point.plan(now), resumeMillis(point, now));
        }
    }

    /** Returns the reason when a run has failed, null when it was stopped. */
    String awaitEnd(StopSignal stop) throws InterruptedException {
        while (!stop.isRaised() && service.failure() == null) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        service.stop();
        return service.failure();
    }

    @Override
    public RunStatus status() {
        return service.status();
    }

    /** One at a time, so that a start that is rejected leaves nothing behind. */
    @Override
    public synchronized void start(RunRequest wanted) throws IOException {
        service.requireIdle();
        Instant now = Instant.now();
        RunPlan plan = RunPlan.of(wanted, now);
        ResumePoint first = ResumePoint.beginning(plan, now);
        first.write(file);
        point = first;
        service.start(plan, Long.MIN_VALUE);
    }

    @Override
    public synchronized void stop() throws IOException, InterruptedException {
        service.stop();
        if (point != null) {
            point = point.asStopped();
            point.write(file);
        }
    }

    /** The newest time to resume from: an outage of days is left out, not made up for. */
    static long resumeMillis(ResumePoint point, Instant now) {
        return point.options().span() == null
                ? Math.max(point.sentThroughMillis(), now.minus(LONGEST_CATCH_UP).toEpochMilli())
                : point.sentThroughMillis();
    }

    /** Only the thread of the run calls this, and there is none while one begins or has ended. */
    private void note(long millis) throws IOException {
        point = point.through(millis);
        point.write(file);
    }
}
