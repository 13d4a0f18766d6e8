package io.outpost.cli.stack;

import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One submission of a job's jar through Flink's own command line. */
record JobSubmission(Stack stack, StackJob job) {
    private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");

    /** What came of it: the job's id, or nothing and what Flink said. */
    record Outcome(Optional<String> jobId, String output) {}

    static String logName(StackJob job) {
        return "flink-run-" + job.title();
    }

    Outcome submit(Optional<Path> restorePoint) throws IOException, InterruptedException {
        Launch launch = new FlinkProcess(stack).client(arguments(restorePoint));
        Path log = stack.data().log(logName(job));
        Path attempt = stack.data().run().resolve(logName(job) + ".out");
        Files.deleteIfExists(attempt);
        int exitCode = launch.run(attempt);
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
                "-D%s=%s"
                        .formatted(
                                FlinkConfiguration.CHECKPOINTS,
                                job.checkpoints(stack.data()).toUri()));
        restorePoint.ifPresent(point -> arguments.addAll(List.of("-s", point.toUri().toString())));
        arguments.add(stack.distribution().jobJar(job).toString());
        arguments.addAll(List.of("--settings", new FlinkProcess(stack).jobSettings().toString()));
        addresses().forEach(address -> arguments.addAll(List.of("--set", address)));
        if (job.emits() && stack.shape().withEmissions()) {
            arguments.addAll(List.of("--set", "emissions.topic=" + Topic.EMISSIONS.topicName()));
        }
        return arguments;
    }

    private List<String> addresses() {
        Endpoints endpoints = stack.endpoints();
        return List.of(
                "kafka.bootstrap-servers=" + endpoints.kafkaBootstrapServers(),
                "registry.url=" + endpoints.registryUrl(),
                "postgres.url=" + endpoints.postgresUrl(),
                "postgres.user=" + job.login().user(),
                // Arguments can be read by everybody on the machine.
                "postgres.password-file=" + stack.data().passwordFile(job.login()));
    }
}
