package io.outpost.cli.stack;

import io.outpost.cli.stack.RunningStack.RunningJob;
import java.io.IOException;
import java.util.Optional;

/**
 * Sees to it that the job runs. Failures of tasks are Flink's own business; a job that the
 * JobManager does not know any more, or has given up, is started again. One that someone cancelled
 * or stopped is left alone.
 */
final class JobKeeper {
    private final ProcessTable table;
    private final Progress progress;
    private final JobStart start;
    private final FlinkRest rest;

    JobKeeper(Stack stack, ProcessTable table, Progress progress) {
        this.table = table;
        this.progress = progress;
        this.start = new JobStart(stack, table, progress);
        this.rest = new FlinkRest(stack.endpoints().flinkRestUrl());
    }

    String begin() throws IOException, InterruptedException {
        RunningJob job = start.start();
        return job.restoredFrom() == null
                ? "job " + job.id() + " begins empty"
                : "job " + job.id() + " goes on from " + job.restoredFrom();
    }

    /** To be called every second or so; does nothing while the JobManager does not answer. */
    void check() throws InterruptedException {
        RunningJob known = table.current().job();
        if (known == null || !isLost(known.id())) {
            return;
        }
        try {
            progress.say("The job " + known.id() + " is lost: " + begin());
        } catch (IOException | RuntimeException e) {
            // An exception that left this method would take the whole stack down.
            progress.say("The job could not be started again: " + e);
        }
    }

    private boolean isLost(String id) throws InterruptedException {
        try {
            Optional<FlinkRest.Job> job = rest.job(id);
            return job.isPresent() ? job.get().state().equals("FAILED") : rest.liveJob().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
