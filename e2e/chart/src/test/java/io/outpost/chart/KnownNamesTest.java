package io.outpost.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.chart.Chart.Scenario;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that the chart names are read by somebody: by Flink, its operator, or Outpost. */
final class KnownNamesTest {
    private static final Pattern VARIABLE = Pattern.compile("OUTPOST_[A-Z_]*[A-Z]");

    private static final List<Class<?>> FLINK =
            List.of(
                    CheckpointingOptions.class,
                    CoreOptions.class,
                    ExecutionOptions.class,
                    HeartbeatManagerOptions.class,
                    HighAvailabilityOptions.class,
                    JobManagerOptions.class,
                    MetricOptions.class,
                    PipelineOptions.class,
                    RestartStrategyOptions.class,
                    StateBackendOptions.class,
                    StateRecoveryOptions.class,
                    TaskManagerOptions.class,
                    WebOptions.class);

    /** Of Flink's module for Kubernetes, its operator, its storages, and the guard of cli/parts. */
    private static final Set<String> ELSEWHERE =
            Set.of(
                    "kubernetes.rest-service.exposed.type",
                    "kubernetes.taskmanager.service-account",
                    "kubernetes.operator.savepoint.cleanup.enabled",
                    "job.autoscaler.enabled",
                    "job.autoscaler.scaling.enabled",
                    "job.autoscaler.metrics.window",
                    "job.autoscaler.stabilization.interval",
                    "job.autoscaler.vertex.max-parallelism",
                    "metrics.reporter.prom.factory.class",
                    "metrics.reporter.prom.filterLabelValueCharacters",
                    "metrics.reporter.prom.port",
                    "s3.endpoint",
                    "s3.endpoint.region",
                    "s3.path.style.access",
                    "fs.s3a.aws.credentials.provider",
                    "outpost.rest.hosts");

    private static List<Manifest> rendered;

    @BeforeAll
    static void render(@TempDir Path folder) throws IOException {
        Chart chart = Chart.shipped().copyWithHooks(folder.resolve("outpost"));
        List<Manifest> all = new ArrayList<>();
        for (Scenario scenario : chart.scenarios()) {
            all.addAll(chart.render(scenario));
        }
        rendered = List.copyOf(all);
    }

    @Test
    void everySettingOfFlinkIsKnown() throws IllegalAccessException {
        TreeSet<String> unknown = new TreeSet<>();
        rendered.stream()
                .filter(Manifest::isFlink)
                .map(m -> Manifest.strings(m.flinkSpec().path("flinkConfiguration")).keySet())
                .forEach(unknown::addAll);
        assertTrue(unknown.removeAll(flinkKeys()));
        unknown.removeAll(ELSEWHERE);
        assertEquals(Set.of(), unknown);
    }

    private static Set<String> flinkKeys() throws IllegalAccessException {
        Set<String> keys = new TreeSet<>();
        for (Class<?> options : FLINK) {
            for (Field field : options.getDeclaredFields()) {
                if (Modifier.isPublic(field.getModifiers())
                        && Modifier.isStatic(field.getModifiers())
                        && field.get(null) instanceof ConfigOption<?> option) {
                    keys.add(option.key());
                }
            }
        }
        return keys;
    }

    @Test
    void everyVariableIsReadByTheCode() throws IOException {
        Set<String> known = variablesOfTheSources();
        known.addAll(variablesOfTheSettings());
        TreeSet<String> unknown = new TreeSet<>();
        Manifest.pods(rendered)
                .flatMap(pod -> pod.containers().stream())
                .flatMap(container -> Manifest.elements(container.path("env")))
                .map(variable -> variable.path("name").asText())
                .filter(name -> name.startsWith("OUTPOST_"))
                // A variable that ends so names a file with the value of the other.
                .map(name -> name.replaceFirst("_FILE$", ""))
                .forEach(unknown::add);
        assertTrue(unknown.removeAll(known));
        assertEquals(Set.of(), unknown);
    }

    /** Those that stand in the API or in the command line. */
    private static Set<String> variablesOfTheSources() throws IOException {
        Set<String> variables = new TreeSet<>();
        for (String module : List.of("api", "cli")) {
            try (Stream<Path> files = Files.walk(Chart.home().resolve(module + "/src/main/java"))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    Matcher variable = VARIABLE.matcher(Files.readString(file));
                    while (variable.find()) {
                        variables.add(variable.group());
                    }
                }
            }
        }
        return variables;
    }

    /** Each setting of the jobs has a variable too. */
    private static Set<String> variablesOfTheSettings() throws IOException {
        Set<String> variables = new TreeSet<>();
        Chart.YAML
                .readTree(Chart.home().resolve("flink-conf/outpost.yaml").toFile())
                .fieldNames()
                .forEachRemaining(
                        key ->
                                variables.add(
                                        "OUTPOST_"
                                                + key.toUpperCase(Locale.ROOT)
                                                        .replaceAll("[.-]", "_")));
        return variables;
    }
}
