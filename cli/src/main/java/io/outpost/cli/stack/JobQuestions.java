package io.outpost.cli.stack;

import io.outpost.cli.stack.RunningStack.RunningJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks Flink and Kafka how the jobs and the log do. What does not answer is left unknown. */
final class JobQuestions {
    private static final String FAILED = "FAILED";

    private final DataFolder data;

    JobQuestions(DataFolder data) {
        this.data = data;
    }

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
        try (ConsumerLag lag = new ConsumerLag(endpoints.kafkaBootstrapServers())) {
            for (RunningJob job : jobs) {
                Optional<Duration> behind = lag.behind(group(job.job()));
                answers.add(status(job, rest, behind.map(Duration::toMillis).orElse(null)));
            }
            return new Answers(answers, lag.newest().orElse(null));
        }
    }

    private static Answers unreachable(List<RunningJob> jobs) {
        return new Answers(jobs.stream().map(job -> unreachable(job, null)).toList(), null);
    }

    private static JobStatus status(RunningJob job, FlinkRest rest, Long behindMillis)
            throws InterruptedException {
        if (job.id() == null) {
            return new JobStatus(
                    job.job().title(),
                    null,
                    job.failure() == null ? JobStatus.STARTING : FAILED,
                    null,
                    null,
                    null,
                    null,
                    null,
                    0,
                    behindMillis,
                    job.failure());
        }
        try {
            return answered(job, rest, behindMillis);
        } catch (IOException e) {
            return unreachable(job, behindMillis);
        }
    }

    private static JobStatus answered(RunningJob job, FlinkRest rest, Long behindMillis)
            throws IOException, InterruptedException {
        String unknown = job.failure() == null ? "UNKNOWN" : FAILED;
        String state = rest.job(job.id()).map(FlinkRest.Job::state).orElse(unknown);
        Optional<FlinkRest.Checkpoints> checkpoints = rest.checkpoints(job.id());
        return new JobStatus(
                job.job().title(),
                job.id(),
                state,
                job.writerEpoch(),
                job.restoredFrom(),
                checkpoints.map(FlinkRest.Checkpoints::latest).orElse(null),
                boxed(rest.restarts(job.id())),
                checkpoints.map(FlinkRest.Checkpoints::failed).orElse(null),
                job.submissions(),
                behindMillis,
                state.equals(JobStatus.RUNNING) ? null : failure(job, rest));
    }

    private static String failure(RunningJob job, FlinkRest rest)
            throws IOException, InterruptedException {
        String last = rest.lastFailure(job.id());
        return last.isEmpty() ? job.failure() : JobStart.cause(last);
    }

    private static JobStatus unreachable(RunningJob job, Long behindMillis) {
        return new JobStatus(
                job.job().title(),
                job.id(),
                "UNREACHABLE",
                job.writerEpoch(),
                job.restoredFrom(),
                null,
                null,
                null,
                job.submissions(),
                behindMillis,
                job.failure());
    }

    /** As the settings name it that the job was started with. */
    private String group(StackJob job) throws IOException {
        Path settings = FlinkConfiguration.folder(data).resolve(FlinkProcess.JOB_SETTINGS);
        Map<String, Object> all = FlinkConfiguration.read(settings);
        return String.valueOf(all.getOrDefault(job.groupSetting(), job.flinkName()));
    }

    private static Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
