package io.outpost.cli.stack;

import io.outpost.cli.stack.RunningStack.RunningJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Starts the job where it left off: from the newest savepoint or retained checkpoint that can be
 * restored. It never begins empty when there is any.
 */
final class JobStart {
    private static final Duration TASKS_LIMIT = Duration.ofSeconds(90);

    private final Stack stack;
    private final Progress progress;
    private final FlinkRest rest;

    JobStart(Stack stack, Progress progress) {
        this.stack = stack;
        this.progress = progress;
        this.rest = new FlinkRest(stack.endpoints().flinkRestUrl());
    }

    RunningJob start() throws IOException, InterruptedException {
        RestorePoints points = RestorePoints.of(stack.data());
        points.prune();
        List<Path> candidates = points.newestFirst();
        if (candidates.isEmpty()) {
            return attempt(Optional.empty())
                    .orElseThrow(
                            () -> new StackException("The job did not start. " + whereToLook()));
        }
        for (Path candidate : candidates) {
            Optional<RunningJob> job = attempt(Optional.of(candidate));
            if (job.isPresent()) {
                return job.get();
            }
            progress.say("  " + candidate + " could not be restored; trying an older one");
        }
        throw new StackException(
                "None of the %d savepoints and checkpoints below %s could be restored, and the job never begins empty by itself. "
                                .formatted(candidates.size(), stack.data().flink())
                        + whereToLook()
                        + " To give its state up, use --fresh.");
    }

    /** Empty when Flink refused to begin there. */
    private Optional<RunningJob> attempt(Optional<Path> from)
            throws IOException, InterruptedException {
        long epoch = WriterEpoch.of(stack.data()).next();
        JobSubmission.Outcome outcome = new JobSubmission(stack).submit(from, epoch);
        Optional<String> id = outcome.jobId();
        if (id.isEmpty()) {
            // The command line can fail after the job was accepted; a second one would fence the
            // first.
            id = rest.liveJob().map(FlinkRest.Job::id);
        }
        if (id.isEmpty() && !isAboutRestoring(outcome.output())) {
            throw new StackException(
                    "Flink did not take the job: %s. %s"
                            .formatted(cause(outcome.output()), whereToLook()));
        }
        if (id.isEmpty() || !runs(id.get())) {
            return Optional.empty();
        }
        return Optional.of(new RunningJob(id.get(), epoch, from.map(Path::toString).orElse(null)));
    }

    /** True when all tasks run; false, and the job is gone, when its state cannot be restored. */
    private boolean runs(String id) throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + TASKS_LIMIT.toNanos();
        while (System.nanoTime() - deadlineNanos < 0) {
            if (rest.allTasksRun(id)) {
                return true;
            }
            if (rest.job(id).filter(FlinkRest.Job::hasEnded).isPresent()) {
                return false;
            }
            if (isAboutRestoring(rest.lastFailure(id))) {
                rest.cancel(id);
                return false;
            }
            Await.pause(Duration.ofMillis(200));
        }
        throw new StackException(
                "The job was submitted but does not run: "
                        + cause(rest.lastFailure(id))
                        + ". "
                        + whereToLook());
    }

    static boolean isAboutRestoring(String failure) {
        String text = failure.toLowerCase(Locale.ROOT);
        return List.of("restor", "savepoint", "checkpoint storage", "_metadata", "statecontext")
                .stream()
                .anyMatch(text::contains);
    }

    /** The innermost cause that a stack trace tells. */
    static String cause(String output) {
        return output.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Caused by: "))
                .reduce((outer, inner) -> inner)
                .map(line -> line.substring("Caused by: ".length()))
                .orElse("it does not say why");
    }

    private String whereToLook() {
        return "See flink-run.log, jobmanager.log and taskmanager.log in "
                + stack.data().logs()
                + ".";
    }
}
