package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.RunningStack.RunningJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Starts a job where it left off: from the newest savepoint or retained checkpoint that can be
 * restored. It never begins empty when there is any.
 */
final class JobStart {
    private static final Duration TASKS_LIMIT = Duration.ofSeconds(90);
    private static final Duration CANCEL_LIMIT = Duration.ofSeconds(30);

    /** Longer than a checkpoint takes: what is sent after its beginning is not part of it. */
    private static final Duration LONGEST_CHECKPOINT = Duration.ofMinutes(10);

    private static final List<String> MESSAGES_ABOUT_RESTORING =
            List.of("restor", "savepoint", "checkpoint storage", "_metadata", "statecontext");
    private static final String FRAME_OF_RESTORING = "CheckpointCoordinator.restoreSavepoint";

    /** How a stack trace begins: the name of an exception's class, then its message or nothing. */
    private static final Pattern EXCEPTION =
            Pattern.compile("(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:Exception|Error)(?::|$)");

    private final JobSubmission submission;
    private final StackJob job;
    private final ProcessTable table;
    private final StepLog progress;
    private final FlinkRest rest;
    private final Set<String> givenUp = new HashSet<>();

    JobStart(JobSubmission submission, ProcessTable table, StepLog progress) {
        this.submission = submission;
        this.job = submission.job();
        this.table = table;
        this.progress = progress;
        this.rest = submission.rest();
    }

    /** Starts it from the newest restore point that can be restored. */
    RunningJob start() throws IOException, InterruptedException {
        RestorePoints points = submission.restorePoints();
        List<Path> outdated = points.outdated();
        List<Path> candidates = points.newestFirst();
        if (candidates.isEmpty()) {
            return attempt(Optional.empty(), null)
                    .orElseThrow(
                            () ->
                                    new CommandException(
                                            "The %s job did not start. ".formatted(job.title())
                                                    + whereToLook()));
        }
        for (Path candidate : candidates) {
            boolean isNewest = candidate.equals(candidates.get(0));
            Optional<RunningJob> begun =
                    attempt(Optional.of(candidate), isNewest ? null : sentSince(candidate));
            if (begun.isPresent()) {
                delete(outdated, candidate);
                return begun.get();
            }
            progress.say("  " + candidate + " could not be restored; trying an older one");
        }
        throw new CommandException(
                "None of the %d savepoints and checkpoints of the %s job below %s could be restored, and it never begins empty by itself. "
                                .formatted(
                                        candidates.size(), job.title(), submission.data().flink())
                        + whereToLook()
                        + " To give its state up, delete them (of the local stack with --fresh).");
    }

    /** What cannot be deleted takes space, and is no reason not to run. */
    private void delete(List<Path> outdated, Path inUse) {
        try {
            for (Path folder : outdated) {
                if (!inUse.startsWith(folder)) {
                    Folders.deleteIfExists(folder);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            progress.say("  Old checkpoints could not be deleted: " + e);
        }
    }

    /** Ends a job that cannot be restored; it can be started from an older restore point then. */
    void giveUp(String id) throws IOException, InterruptedException {
        givenUp.add(id);
        rest.cancel(id);
        awaitEnd(id);
    }

    /** True of a job that was ended because it could not be restored. */
    boolean hasGivenUp(String id) {
        return givenUp.contains(id);
    }

    /** What newer ones cover was sent already, and will be emitted again. */
    private static Instant sentSince(Path older) {
        return RestorePoints.completedAt(older).toInstant().minus(LONGEST_CHECKPOINT);
    }

    /** Empty when Flink refused to begin there. */
    private Optional<RunningJob> attempt(Optional<Path> from, Instant sentSince)
            throws IOException, InterruptedException {
        JobSubmission.Outcome outcome = submission.submit(from, sentSince);
        Optional<String> id = outcome.jobId();
        if (id.isEmpty()) {
            // The command line can fail after the job was accepted; a second one would fence the
            // first.
            id = rest.liveJob(job.flinkName()).map(FlinkRest.Job::id);
        }
        if (id.isEmpty()) {
            throwRefusal(outcome.output());
        }
        if (id.isEmpty() && !isAboutRestoring(outcome.output())) {
            throw new CommandException(
                    "Flink did not take the %s job: %s. %s"
                            .formatted(job.title(), cause(outcome.output()), whereToLook()));
        }
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Long epoch =
                job.hasWriterEpoch() ? Databases.newestWriterEpoch(submission.endpoints()) : null;
        RunningJob begun =
                known().submitted(id.get(), epoch, from.map(Path::toString).orElse(null));
        // Known from here on, also if its tasks do not run in time: Flink keeps trying.
        table.put(begun);
        return runs(begun.id()) ? Optional.of(begun) : Optional.empty();
    }

    private RunningJob known() {
        return table.current().job(job).orElse(RunningJob.none(job, null));
    }

    /** True when all tasks run; false, and the job is gone, when its state cannot be restored. */
    private boolean runs(String id) throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + TASKS_LIMIT.toNanos();
        while (System.nanoTime() - deadlineNanos < 0) {
            if (rest.allTasksRun(id)) {
                return true;
            }
            if (rest.job(id).filter(FlinkRest.Job::hasEnded).isPresent()) {
                throwRefusal(rest.lastFailure(id));
                return false;
            }
            if (isAboutRestoring(rest.lastFailure(id))) {
                giveUp(id);
                return false;
            }
            Await.pause(Duration.ofMillis(200));
        }
        throw new CommandException(
                "The %s job was submitted but does not run: ".formatted(job.title())
                        + cause(rest.lastFailure(id))
                        + ". "
                        + whereToLook());
    }

    /** An older restore point would only hide what the job has to say. */
    private void throwRefusal(String failure) {
        Optional<String> refusal = JobRefusedException.messageIn(failure);
        if (refusal.isPresent()) {
            throw new JobRefusedException(job, refusal.get());
        }
    }

    /** Two jobs at once would take each other's Kafka transactions away. */
    private void awaitEnd(String id) throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + CANCEL_LIMIT.toNanos();
        while (rest.job(id).filter(listed -> !listed.hasEnded()).isPresent()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new CommandException(
                        "The job that could not be restored does not end. " + whereToLook());
            }
            Await.pause(Duration.ofMillis(200));
        }
    }

    /**
     * Tasks call all that they do before they run a restore, so the frames of a stack trace say
     * little: Kafka being away would look like a broken checkpoint, and going back to an older one
     * would repeat what was sent since.
     */
    static boolean isAboutRestoring(String failure) {
        return JobRefusedException.messageIn(failure).isEmpty()
                && failure.lines()
                        .map(String::strip)
                        .anyMatch(
                                line ->
                                        line.startsWith("at ")
                                                ? line.contains(FRAME_OF_RESTORING)
                                                : isMessageAboutRestoring(line));
    }

    private static boolean isMessageAboutRestoring(String line) {
        String text = line.toLowerCase(Locale.ROOT);
        return MESSAGES_ABOUT_RESTORING.stream().anyMatch(text::contains);
    }

    /** What the job itself says, else the innermost cause of a stack trace, else its exception. */
    static String cause(String output) {
        return JobRefusedException.messageIn(output)
                .or(
                        () ->
                                output.lines()
                                        .map(String::strip)
                                        .filter(line -> line.startsWith("Caused by: "))
                                        .reduce((outer, inner) -> inner)
                                        .map(line -> line.substring("Caused by: ".length())))
                .or(
                        () ->
                                output.lines()
                                        .map(String::strip)
                                        .filter(line -> EXCEPTION.matcher(line).lookingAt())
                                        .findFirst())
                .orElse("it does not say why");
    }

    private String whereToLook() {
        return "See %s.log in %s, and the logs of the JobManager and the TaskManager."
                .formatted(JobSubmission.logName(job), submission.data().logs());
    }
}
