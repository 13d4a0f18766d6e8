package io.outpost.cli.stack;

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

/** One submission of the job jar through Flink's own command line. */
final class JobSubmission {
    private static final String MAIN_CLASS = "io.outpost.conditions.ConditionsJob";
    private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");

    private final Stack stack;

    JobSubmission(Stack stack) {
        this.stack = stack;
    }

    /** What came of it: the job's id, or nothing and what Flink said. */
    record Outcome(Optional<String> jobId, String output) {}

    Outcome submit(Optional<Path> restorePoint, long writerEpoch)
            throws IOException, InterruptedException {
        Launch launch = new FlinkProcess(stack).client(arguments(restorePoint, writerEpoch));
        Path log = stack.data().log("flink-run");
        Path attempt = stack.data().run().resolve("flink-run.out");
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

    private List<String> arguments(Optional<Path> restorePoint, long writerEpoch) {
        Endpoints endpoints = stack.endpoints();
        List<String> arguments = new ArrayList<>(List.of("run", "-d"));
        restorePoint.ifPresent(point -> arguments.addAll(List.of("-s", point.toUri().toString())));
        arguments.addAll(List.of("-c", MAIN_CLASS, stack.distribution().jobJar().toString()));
        arguments.addAll(List.of("--settings", new FlinkProcess(stack).jobSettings().toString()));
        for (String setting :
                List.of(
                        "kafka.bootstrap-servers=" + endpoints.kafkaBootstrapServers(),
                        "registry.url=" + endpoints.registryUrl(),
                        "postgres.url=" + endpoints.postgresUrl(),
                        "postgres.user=" + endpoints.postgresUser(),
                        "postgres.password=" + endpoints.postgresPassword(),
                        "writer-epoch=" + writerEpoch)) {
            arguments.addAll(List.of("--set", setting));
        }
        return arguments;
    }
}
