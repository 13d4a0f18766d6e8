package io.outpost.e2e.mutants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The jobs of a stack, stopped and started as an operator would, past the stack's own command. */
final class FlinkJobs {
    private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final TrialStack stack;

    FlinkJobs(TrialStack stack) {
        this.stack = stack;
    }

    /** What came of a submission: the job's id, or nothing, and what Flink said. */
    record Submission(Optional<String> jobId, String output) {}

    /** The one job that runs. */
    String running() throws IOException, InterruptedException {
        List<String> running = new ArrayList<>();
        for (JsonNode job : get("/jobs/overview").path("jobs")) {
            if (job.path("state").asText().equals("RUNNING")) {
                running.add(job.path("jid").asText());
            }
        }
        if (running.size() != 1) {
            throw new IOException(running.size() + " jobs run");
        }
        return running.get(0);
    }

    /** Stops it with a savepoint; returns where that is. */
    String stop(String job) throws Exception {
        Path folder = stack.data().resolve("flink/savepoints");
        String body =
                JSON.createObjectNode()
                        .put("targetDirectory", folder.toUri().toString())
                        .put("drain", false)
                        .toString();
        String request =
                send(request("/jobs/" + job + "/stop")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body)))
                        .path("request-id")
                        .asText();
        String operation = "/jobs/" + job + "/savepoints/" + request;
        Await.until(
                "the savepoint is complete",
                LIMIT,
                () -> !get(operation).at("/operation/location").asText("").isEmpty());
        return get(operation).at("/operation/location").asText();
    }

    /**
     * Submits the conditions job.
     *
     * @param options of Flink's own command
     */
    Submission submit(Path jar, List<String> options) throws Exception {
        Path configuration = stack.data().resolve("conf/flink");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(javaOptions(configuration));
        Path parts = stack.home().resolve("cli/parts/flink/target/classpath.txt");
        command.addAll(List.of("-cp", MutantBuild.classpath(parts)));
        command.addAll(List.of("org.apache.flink.client.cli.CliFrontend", "run", "-d"));
        command.addAll(options);
        command.add(jar.toString());
        command.addAll(List.of("--settings", configuration.resolve("outpost.yaml").toString()));
        addresses().forEach(setting -> command.addAll(List.of("--set", setting)));
        return run(command, configuration);
    }

    private Submission run(List<String> command, Path configuration)
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

    private List<String> addresses() {
        return List.of(
                "kafka.bootstrap-servers=" + stack.kafka(),
                "registry.url=" + stack.registryUrl(),
                "postgres.url=" + stack.postgresUrl(),
                "postgres.user=outpost",
                "postgres.password=outpost",
                "emissions.topic=" + Topic.EMISSIONS.topicName());
    }

    /** True when the job runs with all its tasks. */
    boolean runs(String job) throws IOException, InterruptedException {
        JsonNode known = get("/jobs/" + job);
        boolean all = known.path("state").asText().equals("RUNNING");
        for (JsonNode vertex : known.path("vertices")) {
            all &= vertex.path("status").asText().equals("RUNNING");
        }
        return all;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(stack.flinkUrl() + path)).timeout(LIMIT);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return JSON.readTree(
                http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    }
}
