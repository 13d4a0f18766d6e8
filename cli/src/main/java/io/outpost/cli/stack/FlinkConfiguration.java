package io.outpost.cli.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.outpost.cli.console.CommandException;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Renders flink-conf/ for the local stack: the user's settings, and over them the addresses and
 * folders that only the stack can know.
 */
record FlinkConfiguration(Stack stack) {
    private static final ObjectMapper YAML = new YAMLMapper();

    /**
     * The shipped reporter can only listen on all addresses of the machine; locally that would be
     * too many.
     */
    private static final String NOT_ON_LOOPBACK = "metrics.reporter";

    /** Each process has its own, and is given it at its start. */
    static final String METRICS_PORT = "metrics.reporter.loopback.port";

    /** Where checkpoints go: of every job that is not submitted with another folder. */
    static final String CHECKPOINTS = "execution.checkpointing.dir";

    /** Copies the other files of flink-conf/ as they are. */
    void render() throws IOException {
        Path source = stack.distribution().flinkConf();
        Files.createDirectories(folder());
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file,
                        folder().resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Map<String, Object> settings = read(source.resolve("config.yaml"));
        settings.keySet().removeIf(key -> key.startsWith(NOT_ON_LOOPBACK));
        settings.putAll(addressesAndFolders());
        if (stack.shape().observes()) {
            settings.put("metrics.reporters", "loopback");
            settings.put(
                    "metrics.reporter.loopback.factory.class",
                    "org.apache.flink.metrics.prometheus.LoopbackReporterFactory");
            settings.put("metrics.reporter.loopback.filterLabelValueCharacters", false);
        }
        if (stack.shape().highlyAvailable()) {
            settings.putAll(new HighAvailability(stack).settings());
        }
        YAML.writeValue(folder().resolve("config.yaml").toFile(), settings);
    }

    Path folder() {
        return folder(stack.data());
    }

    static Path folder(DataFolder data) {
        return data.conf().resolve("flink");
    }

    /** The JVM options that the settings ask for a kind of process, such as "taskmanager". */
    List<String> javaOptions(String process) {
        try {
            Map<String, Object> settings = read(folder().resolve("config.yaml"));
            return Stream.of("env.java.opts.all", "env.java.opts." + process)
                    .map(key -> String.valueOf(settings.getOrDefault(key, "")))
                    .flatMap(options -> Stream.of(options.strip().split("\\s+")))
                    .filter(option -> !option.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new CommandException("Flink's settings are not readable: " + e.getMessage(), e);
        }
    }

    /**
     * The topic with the log, as the jobs' settings name it.
     *
     * @param folder with flink-conf
     */
    static String logTopic(Path folder) throws IOException {
        Object named = read(folder.resolve(FlinkProcess.JOB_SETTINGS)).get("log.topic");
        return named == null ? Topic.OBSERVATIONS.topicName() : named.toString();
    }

    /** Where the jobs' spans go; none: nowhere. */
    static String tracesUrl(DataFolder data) throws IOException {
        Map<String, Object> all = read(folder(data).resolve(FlinkProcess.JOB_SETTINGS));
        return String.valueOf(all.getOrDefault("traces.otlp-url", "none"));
    }

    /** The consumer group of a job, as the settings name it that the stack was started with. */
    static String group(DataFolder data, StackJob job) throws IOException {
        Map<String, Object> all = read(folder(data).resolve(FlinkProcess.JOB_SETTINGS));
        return String.valueOf(all.getOrDefault(job.groupSetting(), job.flinkName()));
    }

    /** Keys with dots, whether the file nests them or not. */
    static Map<String, Object> read(Path file) throws IOException {
        Map<String, Object> flat = new LinkedHashMap<>();
        flatten("", YAML.readValue(file.toFile(), Map.class), flat);
        return flat;
    }

    private static void flatten(String prefix, Map<?, ?> nested, Map<String, Object> flat) {
        nested.forEach(
                (key, value) -> {
                    if (value instanceof Map<?, ?> deeper) {
                        flatten(prefix + key + ".", deeper, flat);
                    } else {
                        flat.put(prefix + key, value);
                    }
                });
    }

    private Map<String, Object> addressesAndFolders() {
        Ports ports = stack.ports();
        DataFolder data = stack.data();
        Map<String, Object> settings = new LinkedHashMap<>();
        for (String host :
                List.of(
                        "jobmanager.rpc.address",
                        "jobmanager.bind-host",
                        "rest.address",
                        "rest.bind-address",
                        "taskmanager.host",
                        "taskmanager.bind-host")) {
            settings.put(host, Ports.HOST);
        }
        settings.put("rest.port", ports.flinkRest());
        settings.put(
                "web.access-control-allow-origin", "http://" + Ports.address(ports.flinkRest()));
        settings.put("jobmanager.rpc.port", ports.jobManagerRpc());
        settings.put("blob.server.port", ports.jobManagerBlob());
        // Any port, so that calls to a TaskManager that died do not reach its successor, which
        // would fail them and count as lost.
        settings.put("taskmanager.rpc.port", 0);
        settings.put("taskmanager.data.port", ports.taskManagerData());
        // With the same id as before, a restarted TaskManager takes the place of the one that died
        // at once.
        settings.put("taskmanager.resource-id", "local");
        settings.put(CHECKPOINTS, StackJob.CONDITIONS.checkpoints(data).toUri().toString());
        settings.put(
                "execution.checkpointing.savepoint-dir",
                StackJob.CONDITIONS.savepoints(data).toUri().toString());
        settings.put("io.tmp.dirs", data.flink().resolve("tmp").toString());
        return settings;
    }
}
