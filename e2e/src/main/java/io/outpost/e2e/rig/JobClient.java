package io.outpost.e2e.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Submits the conditions job to a stack, as an operator would, past the stack's own command. */
public final class JobClient {
    private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");

    private final LocalStack stack;

    public JobClient(LocalStack stack) {
        this.stack = stack;
    }

    /** What came of a submission: the job's id, or nothing, and what Flink said. */
    public record Submission(Optional<String> jobId, String output) {}

    /**
     * Submits it.
     *
     * @param options of Flink's own command
     * @param settings beside the addresses of the stack
     */
    public Submission submit(Path jar, List<String> options, Map<String, String> settings)
            throws IOException, InterruptedException {
        Path configuration = stack.data().resolve("conf/flink");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(javaOptions(configuration));
        command.addAll(List.of("-cp", new Build(stack.home()).flinkClasspath()));
        command.addAll(List.of("org.apache.flink.client.cli.CliFrontend", "run", "-d"));
        command.addAll(options);
        command.add(jar.toString());
        command.addAll(List.of("--settings", configuration.resolve("outpost.yaml").toString()));
        Map<String, String> all = new TreeMap<>(addresses());
        all.putAll(settings);
        all.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        return run(command, configuration);
    }

    private static Submission run(List<String> command, Path configuration)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("FLINK_CONF_DIR", configuration.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        Matcher id = JOB_ID.matcher(output);
        boolean accepted = exitCode == 0 && id.find();
        return new Submission(accepted ? Optional.of(id.group(1)) : Optional.empty(), output);
    }

    private static List<String> javaOptions(Path configuration) throws IOException {
        JsonNode settings =
                new YAMLMapper().readTree(Files.readString(configuration.resolve("config.yaml")));
        return List.of(settings.path("env.java.opts.all").asText().strip().split("\\s+"));
    }

    private Map<String, String> addresses() {
        return Map.of(
                "kafka.bootstrap-servers",
                stack.kafka(),
                "registry.url",
                stack.registryUrl(),
                "postgres.url",
                stack.postgresUrl(),
                "postgres.user",
                "conditions",
                "postgres.password-file",
                stack.data().resolve("postgres-password-conditions").toString());
    }
}
