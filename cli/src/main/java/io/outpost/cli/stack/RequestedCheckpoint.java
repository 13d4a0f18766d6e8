package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.time.Duration;

/**
 * A checkpoint that was asked for. One that fails is asked for again, and so is one that Flink gave
 * up with the tasks as they were restarted: nothing says how such a request has ended.
 */
final class RequestedCheckpoint {
    private final FlinkRest rest;
    private final String job;
    private String request;
    private long restarts;

    private RequestedCheckpoint(FlinkRest rest, String job) {
        this.rest = rest;
        this.job = job;
    }

    /**
     * Returns when one is complete that begins after the call.
     *
     * @throws CommandException when the job has ended, or none is complete in time
     */
    static void await(FlinkRest rest, String job, Duration limit) throws InterruptedException {
        RequestedCheckpoint requested = new RequestedCheckpoint(rest, job);
        Await.until(
                "a checkpoint of job %s is complete".formatted(job), limit, requested::isComplete);
    }

    private boolean isComplete() throws IOException, InterruptedException {
        if (rest.job(job).map(FlinkRest.Job::hasEnded).orElse(true)) {
            throw new CommandException("Job %s has ended".formatted(job));
        }
        long restartsNow = rest.restarts(job).orElse(restarts);
        if (request == null || restartsNow != restarts) {
            request = null;
            request = rest.requestCheckpoint(job);
            restarts = restartsNow;
        }
        try {
            return rest.checkpoint(job, request).isPresent();
        } catch (IOException e) {
            request = null;
            throw e;
        }
    }
}
