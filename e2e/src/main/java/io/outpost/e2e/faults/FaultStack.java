package io.outpost.e2e.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A local stack that is handled by the outpost command alone, and what its folder says of it. */
final class FaultStack {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Flink's answers are not older than this, so that they say what is. */
    private static final String FLINK_SETTINGS =
            "\nweb.refresh-interval: 50 ms\nrest.cache.checkpoint-statistics.timeout: 50 ms\n";

    /** The shortest that the job accepts. */
    private static final String JOB_SETTINGS = "kafka.transaction-timeout: PT60S";

    private final Path home;
    private final Path data;

    FaultStack(Path home, Path data) {
        this.home = home.toAbsolutePath().normalize();
        this.data = data.toAbsolutePath().normalize();
    }

    /** What a command gave. */
    record Result(int exitCode, String output) {}

    Path data() {
        return data;
    }

    Path checkpoints() {
        return data.resolve("flink/checkpoints");
    }

    /** Starts it with a short transaction timeout, in a new folder. */
    void up(int portsFrom) throws IOException, InterruptedException {
        Path settings = settings();
        Result result =
                run(
                        Duration.ofMinutes(5),
                        Map.of("OUTPOST_FLINK_CONF", settings.toString()),
                        List.of(
                                "up",
                                "--detach",
                                "--ha",
                                "--emissions",
                                "--ports-from=" + portsFrom));
        if (result.exitCode() != 0) {
            throw new IOException("The stack did not start:\n" + result.output());
        }
    }

    /** Ends its processes, and nothing else; its folder stays. */
    void down() throws IOException, InterruptedException {
        Result result = run(Duration.ofMinutes(4), "down");
        if (result.exitCode() != 0) {
            throw new IOException("The stack did not end:\n" + result.output());
        }
    }

    Result run(Duration limit, String... arguments) throws IOException, InterruptedException {
        return run(limit, Map.of(), List.of(arguments));
    }

    private Result run(Duration limit, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("outpost-faults", ".out");
        Process process = begin(output, environment, arguments);
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            String text = Files.readString(output);
            return ended
                    ? new Result(process.exitValue(), text)
                    : new Result(-1, text + "\nIt did not end within " + limit);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }

    /** Starts a command, with its output in the file, and lets it run. */
    Process begin(Path output, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("outpost").toString()));
        command.addAll(arguments);
        command.add("--data=" + data);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("OUTPOST_SKIP_BUILD", "1");
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    /** Carried by every process of this stack on its command line. */
    String id() throws IOException {
        return Files.readString(data.resolve("stack-id")).strip();
    }

    /**
     * The process ids that the supervisor has written down; of a part that is away the last one.
     */
    List<Long> pids(List<String> parts) throws IOException {
        List<Long> pids = new ArrayList<>();
        for (JsonNode part :
                JSON.readTree(data.resolve("run/processes.json").toFile()).path("parts")) {
            if (parts.contains(part.path("name").asText())) {
                pids.add(part.at("/process/pid").asLong());
            }
        }
        return pids;
    }

    /** An address such as {@code flink.rest-url}. */
    String endpoint(String key) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(data.resolve("endpoints.properties"))) {
            properties.load(in);
        }
        return properties.getProperty(key);
    }

    private Path settings() throws IOException {
        Path folder = data.resolveSibling(data.getFileName() + "-settings");
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(home.resolve("flink-conf"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(folder.resolve(file.getFileName()), Files.readString(file));
            }
        }
        Files.writeString(folder.resolve("config.yaml"), FLINK_SETTINGS, StandardOpenOption.APPEND);
        Path job = folder.resolve("outpost.yaml");
        Files.writeString(
                job,
                Files.readString(job)
                        .replaceAll("(?m)^kafka.transaction-timeout:.*$", JOB_SETTINGS));
        return folder;
    }
}
