package io.outpost.cli.stack;

import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Submits a job's jar through Flink's own command line.
 *
 * @param data where its checkpoints and savepoints are, and what Flink says goes
 * @param flinkOptions of the command line, before the jar
 * @param jobArguments after it
 */
record JobSubmission(
        StackJob job,
        DataFolder data,
        Endpoints endpoints,
        Path jar,
        List<String> flinkOptions,
        List<String> jobArguments,
        FlinkCommandLine commandLine) {
    private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");

    /** What came of it: the job's id, or nothing and what Flink said. */
    record Outcome(Optional<String> jobId, String output) {}

    /** Flink's own command line, with these arguments. */
    interface FlinkCommandLine {
        Launch with(List<String> arguments);
    }

    static JobSubmission ofLocalStack(Stack stack, StackJob job) {
        FlinkProcess flink = new FlinkProcess(stack);
        List<String> arguments =
                new ArrayList<>(List.of("--settings", flink.jobSettings().toString()));
        addresses(stack, job).forEach(address -> arguments.addAll(List.of("--set", address)));
        if (job.emits() && stack.shape().withEmissions()) {
            arguments.addAll(List.of("--set", "emissions.topic=" + Topic.EMISSIONS.topicName()));
        }
        return new JobSubmission(
                job,
                stack.data(),
                stack.endpoints(),
                stack.distribution().jobJar(job),
                List.of(),
                arguments,
                flink::client);
    }

    private static List<String> addresses(Stack stack, StackJob job) {
        Endpoints endpoints = stack.endpoints();
        return List.of(
                "kafka.bootstrap-servers=" + endpoints.kafka().bootstrapServers(),
                "kafka.client-properties=none",
                "log.topic=" + endpoints.logTopic(),
                "registry.url=" + endpoints.registryUrl(),
                "postgres.url=" + endpoints.postgresUrl(),
                "postgres.user=" + job.login().user(),
                // Arguments can be read by everybody on the machine.
                "postgres.password-file=" + stack.data().passwordFile(job.login()));
    }

    static String logName(StackJob job) {
        return "flink-run-" + job.title();
    }

    RestorePoints restorePoints() {
        return RestorePoints.of(data, job);
    }

    FlinkRest rest() {
        return new FlinkRest(endpoints.flinkRestUrl());
    }

    /**
     * Submits it.
     *
     * @param sentSince null, or since when it may have sent what it will emit again
     */
    Outcome submit(Optional<Path> restorePoint, Instant sentSince)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(arguments(restorePoint));
        if (job.sendsMessages()) {
            Optional<MessagesSent> span =
                    sentSince == null
                            ? MessagesSent.read(data)
                            : Optional.of(MessagesSent.since(data, sentSince));
            span.ifPresent(sent -> arguments.addAll(List.of("--set", sent.setting())));
        }
        return submit(arguments);
    }

    Outcome submit(List<String> arguments) throws IOException, InterruptedException {
        Path log = data.log(logName(job));
        Path attempt = data.run().resolve(logName(job) + ".out");
        Files.deleteIfExists(attempt);
        int exitCode = commandLine.with(arguments).run(attempt);
        String output = Files.readString(attempt);
        Files.writeString(
                log,
                output,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Matcher id = JOB_ID.matcher(output);
        boolean accepted = exitCode == 0 && id.find();
        return new Outcome(accepted ? Optional.of(id.group(1)) : Optional.empty(), output);
    }

    List<String> arguments(Optional<Path> restorePoint) {
        List<String> arguments = new ArrayList<>(List.of("run", "-d"));
        arguments.add(
                "-D%s=%s".formatted(FlinkConfiguration.CHECKPOINTS, job.checkpoints(data).toUri()));
        arguments.addAll(flinkOptions);
        restorePoint.ifPresent(point -> arguments.addAll(List.of("-s", point.toUri().toString())));
        arguments.add(jarNow().toString());
        arguments.addAll(jobArguments);
        return arguments;
    }

    /** Since an upgrade another one than at first. */
    private Path jarNow() {
        Path ofRelease = job == StackJob.CONDITIONS ? JobRelease.read(data).jar() : null;
        return ofRelease == null ? jar : ofRelease;
    }
}
