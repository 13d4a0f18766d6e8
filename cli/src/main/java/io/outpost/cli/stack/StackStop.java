package io.outpost.cli.stack;

import io.outpost.cli.stack.RunningStack.RunningPart;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Stops what the table says that runs, and whatever else carries the stack's id: each job with a
 * savepoint, then the processes that use others, then those others. Only processes of this stack
 * are ever ended.
 */
record StackStop(DataFolder data, StepLog progress) {
    private static final Duration SAVEPOINT_LIMIT = Duration.ofSeconds(90);

    /** For a job that does not read at present: it may begin to, but most likely gives none. */
    private static final Duration HELD_UP_LIMIT = Duration.ofSeconds(5);

    private static final Set<String> USED_BY_OTHERS = Set.of("kafka", "postgres");

    /** True when a supervisor that was killed left processes; only looks. */
    static boolean isNeeded(DataFolder data) throws IOException {
        Optional<String> stackId = data.stackId();
        return stackId.isPresent()
                && (parts(data).stream().anyMatch(part -> part.process().isAlive())
                        || !OwnProcesses.of(stackId.get()).isEmpty());
    }

    /**
     * What a supervisor would have done at its end, for one that was killed. Only to be called when
     * no supervisor is at work, else it would start again what is ended here.
     */
    static void afterKill(DataFolder data, StepLog progress)
            throws IOException, InterruptedException {
        new StackStop(data, progress).stop(parts(data));
    }

    private static List<RunningPart> parts(DataFolder data) {
        return ProcessTable.read(data).map(RunningStack::parts).orElse(List.of());
    }

    void stop(List<RunningPart> parts) throws IOException, InterruptedException {
        if (answers(parts, JobManagerPart.NAME)) {
            for (StackJob job : StackJob.values()) {
                stopJob(job);
            }
        }
        end(parts, part -> !USED_BY_OTHERS.contains(part.name()));
        end(parts, part -> true);
        endLeftovers();
    }

    private void stopJob(StackJob job) throws IOException, InterruptedException {
        try {
            FlinkRest rest = new FlinkRest(Endpoints.load(data.root()).flinkRestUrl());
            Optional<FlinkRest.Job> live = rest.liveJob(job.flinkName());
            if (live.isPresent()) {
                String folder = job.savepoints(data).toUri().toString();
                progress.step(
                        job.title(), () -> "savepoint " + savepoint(rest, live.get().id(), folder));
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            progress.say(
                    "  The %s job gave no savepoint (%s); its newest checkpoint is kept"
                            .formatted(job.title(), e));
        }
    }

    private static String savepoint(FlinkRest rest, String jobId, String folder)
            throws IOException, InterruptedException {
        boolean reads = rest.allTasksRun(jobId) && rest.metrics(jobId).sourceWait().isEmpty();
        Duration limit = reads ? SAVEPOINT_LIMIT : HELD_UP_LIMIT;
        String request = rest.requestStop(jobId, folder);
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() - deadlineNanos < 0) {
            Optional<String> location = rest.savepoint(jobId, request);
            if (location.isPresent()) {
                return location.get();
            }
            Await.pause(Duration.ofMillis(200));
        }
        throw new IOException("not complete after %d s".formatted(limit.toSeconds()));
    }

    private void end(List<RunningPart> parts, Predicate<RunningPart> which)
            throws InterruptedException {
        List<ProcessHandle> asked = new ArrayList<>();
        for (RunningPart part : parts.stream().filter(which).toList()) {
            Optional<ProcessHandle> process = part.process().find();
            if (process.isPresent()) {
                Ending.signal(process.get(), part.stopSignal());
                asked.add(process.get());
            }
        }
        Ending.await(asked);
    }

    /** Those that were started just before their supervisor was killed, and are in no table. */
    private void endLeftovers() throws IOException, InterruptedException {
        List<ProcessHandle> leftovers = data.stackId().map(OwnProcesses::of).orElse(List.of());
        leftovers.forEach(ProcessHandle::destroy);
        Ending.await(leftovers);
    }

    private static boolean answers(List<RunningPart> parts, String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name) && part.ready())
                .anyMatch(part -> part.process().isAlive());
    }
}
