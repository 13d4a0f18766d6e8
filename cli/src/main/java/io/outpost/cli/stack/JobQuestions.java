package io.outpost.cli.stack;

import io.outpost.cli.stack.RunningStack.RunningJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks Flink and Kafka how the jobs and the log do. What does not answer is left unknown. */
record JobQuestions(DataFolder data) {
    private static final String FAILED = "FAILED";
    private static final String UNREACHABLE = "UNREACHABLE";

    /** The jobs, and when the newest record of the log was appended; null is not known. */
    record Answers(List<JobStatus> jobs, Instant logTime) {}

    Answers ask(List<RunningJob> jobs) throws InterruptedException {
        if (jobs.isEmpty() || !Endpoints.exist(data.root())) {
            return unreachable(jobs);
        }
        try {
            Endpoints endpoints = Endpoints.load(data.root());
            return ask(jobs, endpoints);
        } catch (IOException e) {
            return unreachable(jobs);
        }
    }

    private Answers ask(List<RunningJob> jobs, Endpoints endpoints)
            throws InterruptedException, IOException {
        FlinkRest rest = new FlinkRest(endpoints.flinkRestUrl());
        List<JobStatus> answers = new ArrayList<>();
        try (ConsumerLag lag = new ConsumerLag(endpoints.kafka(), endpoints.logTopic())) {
            for (RunningJob job : jobs) {
                Optional<Duration> behind = lag.behind(FlinkConfiguration.group(data, job.job()));
                answers.add(status(job, rest, behind.map(Duration::toMillis).orElse(null)));
            }
            return new Answers(answers, lag.newest().orElse(null));
        }
    }

    private Answers unreachable(List<RunningJob> jobs) throws InterruptedException {
        List<JobStatus> answers = new ArrayList<>();
        for (RunningJob job : jobs) {
            answers.add(status(job, null, null));
        }
        return new Answers(answers, null);
    }

    /**
     * What is known of a job.
     *
     * @param rest null: it cannot be asked
     */
    private JobStatus status(RunningJob job, FlinkRest rest, Long behindMillis)
            throws InterruptedException {
        String state = job.failure() == null ? JobStatus.STARTING : FAILED;
        String failure = job.failure();
        Optional<FlinkRest.Checkpoints> checkpoints = Optional.empty();
        OptionalLong restarts = OptionalLong.empty();
        JobMetrics metrics = JobMetrics.NONE;
        List<String> troubles = List.of();
        try {
            if (rest == null) {
                state = UNREACHABLE;
            } else if (job.id() != null) {
                state =
                        rest.job(job.id())
                                .map(FlinkRest.Job::state)
                                .orElse(failure == null ? "UNKNOWN" : FAILED);
                checkpoints = rest.checkpoints(job.id());
                restarts = rest.restarts(job.id());
                metrics = rest.metrics(job.id());
                Troubles found = new Troubles(rest.runningSince(job.id()), Instant.now());
                troubles = found.of(metrics, checkpoints, behindMillis);
                failure = state.equals(JobStatus.RUNNING) ? null : failure(job, rest);
            }
        } catch (IOException e) {
            state = UNREACHABLE;
        }
        return new JobStatus(
                job.job().title(),
                job.id(),
                state,
                job.writerEpoch(),
                job.restoredFrom(),
                releaseJar(job.job()),
                checkpoints.map(FlinkRest.Checkpoints::latest).orElse(null),
                restarts.isPresent() ? restarts.getAsLong() : null,
                checkpoints.map(FlinkRest.Checkpoints::failed).orElse(null),
                job.submissions(),
                behindMillis,
                troubles,
                metrics,
                failure);
    }

    private String releaseJar(StackJob job) {
        Path jar = job == StackJob.CONDITIONS ? JobRelease.read(data).jar() : null;
        return jar == null ? null : jar.toString();
    }

    private static String failure(RunningJob job, FlinkRest rest)
            throws IOException, InterruptedException {
        String last = rest.lastFailure(job.id());
        return last.isEmpty() ? job.failure() : JobStart.cause(last);
    }
}
