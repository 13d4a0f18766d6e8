package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.RunningStack.RunningJob;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sees to it that a job runs. Failures of tasks are Flink's own business; a job that the JobManager
 * does not know any more, or has given up, is started again, after a pause that grows while that
 * does not help. So is one that Flink cannot restore from its newest checkpoint, which it would try
 * for ever: from an older one. One that someone cancelled or stopped is left alone, and so is one
 * that has ended by its own decision.
 */
final class JobKeeper {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Duration STABLE_AFTER = Duration.ofMinutes(2);

    /**
     * A JobManager that answers has taken up again what ZooKeeper remembers. Should it ever answer
     * before, a second job beside the first would take away its Kafka transactions.
     */
    private static final Duration RECOVERY_GRACE = Duration.ofSeconds(15);

    /** Longer than tasks take to read a state that is sound. */
    private static final Duration UNRESTORED_AT_MOST = Duration.ofSeconds(30);

    private final StackJob job;
    private final ProcessTable table;
    private final StepLog progress;
    private final JobStart start;
    private final FlinkRest rest;
    private final Duration grace;
    private final DataFolder data;
    private final Supplier<Long> epoch;
    private final Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);

    private Instant missingSince;
    private Instant startedAt = Instant.MIN;
    private Instant nextStart = Instant.MIN;
    private boolean hasRefused;

    private Instant unrestoredSince;

    /** The job of an upgrade that was taken up last. */
    private String adopted = "";

    private JobKeeper(
            JobSubmission submission, Duration grace, ProcessTable table, StepLog progress) {
        this.job = submission.job();
        this.table = table;
        this.progress = progress;
        this.start = new JobStart(submission, table, progress);
        this.rest = submission.rest();
        this.grace = grace;
        this.data = submission.data();
        this.epoch = () -> Databases.newestWriterEpoch(submission.endpoints());
    }

    /** Of a JobManager that remembers no job when it starts again. */
    static JobKeeper of(JobSubmission submission, ProcessTable table, StepLog progress) {
        return new JobKeeper(submission, Duration.ZERO, table, progress);
    }

    static JobKeeper of(Stack stack, StackJob job, ProcessTable table, StepLog progress) {
        return new JobKeeper(
                JobSubmission.ofLocalStack(stack, job),
                stack.shape().highlyAvailable() ? RECOVERY_GRACE : Duration.ZERO,
                table,
                progress);
    }

    String begin() throws IOException, InterruptedException {
        if (job == StackJob.CONDITIONS && JobRelease.read(data).isHeld()) {
            // Its newest checkpoint may be that of a version which is to be taken back.
            table.put(table.current().job(job).orElse(RunningJob.none(job, null)));
            return "is left to the upgrade that has not ended: run the same ./outpost upgrade again";
        }
        RunningJob begun = start.start();
        return begun.restoredFrom() == null
                ? "job " + begun.id() + " begins empty"
                : "job " + begun.id() + " goes on from " + begun.restoredFrom();
    }

    /** To be called every second or so; does nothing while the JobManager does not answer. */
    void check(Instant now) throws InterruptedException {
        if (isUpgraded()) {
            missingSince = null;
            return;
        }
        endUnrestored(now);
        if (hasRefused || !isLost()) {
            missingSince = null;
            return;
        }
        if (missingSince == null) {
            missingSince = now;
        }
        if (!now.isBefore(missingSince.plus(grace)) && !now.isBefore(nextStart)) {
            startAgain(now);
        }
    }

    /** True while an upgrade is at work; takes up the job that one has left. */
    private boolean isUpgraded() {
        if (job != StackJob.CONDITIONS) {
            return false;
        }
        JobRelease release = JobRelease.read(data);
        RunningJob known = table.current().job(job).orElse(RunningJob.none(job, null));
        if (!release.isHeld() && release.jobId() != null && !adopted.equals(release.jobId())) {
            adopted = release.jobId();
            hasRefused = false;
            table.put(known.submitted(adopted, epoch.get(), null));
            progress.say("The %s job is now %s, by an upgrade".formatted(job.title(), adopted));
        }
        return release.isHeld();
    }

    private void startAgain(Instant now) throws InterruptedException {
        if (startedAt.isBefore(now.minus(STABLE_AFTER))) {
            backoff.reset();
        }
        try {
            String why = table.current().job(job).map(RunningJob::id).isPresent() ? " again" : "";
            progress.say("The %s job is started%s: %s".formatted(job.title(), why, begin()));
        } catch (JobRefusedException e) {
            refused(e);
        } catch (IOException | RuntimeException e) {
            // An exception that left this method would take the whole stack down.
            String failure = e instanceof CommandException ? e.getMessage() : e.toString();
            table.failure(job, failure);
            progress.say("The %s job could not be started: %s".formatted(job.title(), failure));
        }
        missingSince = null;
        startedAt = Instant.now();
        nextStart = startedAt.plus(backoff.pause());
    }

    private void refused(JobRefusedException why) {
        hasRefused = true;
        table.failure(job, why.getMessage());
        progress.say("The %s job has ended: %s".formatted(job.title(), why.getMessage()));
    }

    /** One that ended by its own decision is not lost. */
    private boolean hasFailed(String id) throws IOException, InterruptedException {
        Optional<String> refusal = JobRefusedException.messageIn(rest.lastFailure(id));
        refusal.ifPresent(why -> refused(new JobRefusedException(job, why)));
        return refusal.isEmpty();
    }

    private void endUnrestored(Instant now) throws InterruptedException {
        String id = table.current().job(job).map(RunningJob::id).orElse("");
        try {
            if (!isUnrestored(id)) {
                unrestoredSince = null;
            } else if (unrestoredSince == null) {
                unrestoredSince = now;
            } else if (!now.isBefore(unrestoredSince.plus(UNRESTORED_AT_MOST))) {
                progress.say(
                        "The %s job cannot be restored from its newest checkpoint; it is ended, and started from an older one"
                                .formatted(job.title()));
                start.giveUp(id);
            }
        } catch (IOException | CommandException e) {
            // The JobManager does not answer; it is asked again.
        }
    }

    private boolean isUnrestored(String id) throws IOException, InterruptedException {
        return rest.job(id).filter(known -> !known.hasEnded()).isPresent()
                && !rest.allTasksRun(id)
                && JobStart.isAboutRestoring(rest.lastFailure(id));
    }

    private boolean isLost() throws InterruptedException {
        String id = table.current().job(job).map(RunningJob::id).orElse(null);
        try {
            Optional<FlinkRest.Job> known = id == null ? Optional.empty() : rest.job(id);
            if (known.isPresent() && known.get().hasEnded() && start.hasGivenUp(id)) {
                return true;
            }
            return known.isPresent()
                    ? known.get().state().equals("FAILED") && hasFailed(id)
                    : rest.liveJob(job.flinkName()).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
