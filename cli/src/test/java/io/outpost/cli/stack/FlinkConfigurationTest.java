package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlinkConfigurationTest {
    @TempDir private Path root;
    private Stack stack;
    private FlinkConfiguration configuration;

    @BeforeEach
    void render() throws IOException {
        Path conf = Files.createDirectories(root.resolve("home/flink-conf"));
        Files.writeString(
                conf.resolve("config.yaml"),
                """
                execution:
                  checkpointing:
                    interval: 7 s
                    dir: s3://elsewhere
                parallelism.default: 3
                rest.port: 8081
                metrics.reporters: prom
                metrics.reporter.prom.port: 9249
                env.java.opts.all: -Dall=1 -Dboth=1
                env.java.opts.taskmanager: "-XX:+UseG1GC"
                """);
        Files.writeString(conf.resolve("outpost.yaml"), "heat.pending: PT1S\n");
        render(false);
    }

    private void render(boolean highlyAvailable) throws IOException {
        render(highlyAvailable, false);
    }

    private void render(boolean highlyAvailable, boolean observes) throws IOException {
        DataFolder data = new DataFolder(root.resolve("data"));
        data.create();
        stack =
                new Stack(
                        data,
                        new Distribution(root.resolve("home")),
                        new Ports(20_000),
                        "an-id",
                        new StackShape(true, true, highlyAvailable, false, observes, false, "log"));
        configuration = new FlinkConfiguration(stack);
        configuration.render();
    }

    @Test
    void keepsWhatTheUserHasSet() throws IOException {
        assertEquals("7 s", rendered().get("execution.checkpointing.interval"));
        assertEquals(3, rendered().get("parallelism.default"));
    }

    @Test
    void putsItsOwnPortsAndFoldersOverThoseOfTheFile() throws IOException {
        Map<String, Object> settings = rendered();
        assertEquals(20_005, settings.get("rest.port"));
        assertEquals(20_006, settings.get("jobmanager.rpc.port"));
        assertEquals(20_007, settings.get("blob.server.port"));
        assertEquals(0, settings.get("taskmanager.rpc.port"));
        assertEquals(20_009, settings.get("taskmanager.data.port"));
        assertEquals(
                StackJob.CONDITIONS.checkpoints(stack.data()).toUri().toString(),
                settings.get("execution.checkpointing.dir"));
        assertEquals(
                StackJob.CONDITIONS.savepoints(stack.data()).toUri().toString(),
                settings.get("execution.checkpointing.savepoint-dir"));
    }

    @Test
    void namesZooKeeperOnlyWhereTheStackHasOne() throws IOException {
        assertTrue(
                rendered().keySet().stream()
                        .noneMatch(key -> key.startsWith("high-availability.type")));
        render(true);
        Map<String, Object> settings = rendered();
        assertEquals("zookeeper", settings.get("high-availability.type"));
        assertEquals("127.0.0.1:20010", settings.get("high-availability.zookeeper.quorum"));
        assertEquals("/an-id", settings.get("high-availability.cluster-id"));
        assertEquals(20_006, settings.get("high-availability.jobmanager.port"));
        assertEquals(
                stack.data().highAvailability().toUri().toString(),
                settings.get("high-availability.storageDir"));
    }

    @Test
    void listensOnLoopbackOnly() throws IOException {
        Map<String, Object> settings = rendered();
        for (String key :
                List.of("rest.bind-address", "jobmanager.bind-host", "taskmanager.bind-host")) {
            assertEquals("127.0.0.1", settings.get(key), key);
        }
        assertTrue(settings.keySet().stream().noneMatch(key -> key.startsWith("metrics.reporter")));
    }

    @Test
    void reportsMetricsOnLoopbackWhereItIsObserved() throws IOException {
        render(false, true);
        Map<String, Object> settings = rendered();
        assertEquals("loopback", settings.get("metrics.reporters"));
        assertEquals(
                "org.apache.flink.metrics.prometheus.LoopbackReporterFactory",
                settings.get("metrics.reporter.loopback.factory.class"));
        assertFalse(settings.containsKey("metrics.reporter.prom.port"));
    }

    @Test
    void handsEachKindOfProcessItsJavaOptions() {
        assertEquals(
                List.of("-Dall=1", "-Dboth=1", "-XX:+UseG1GC"),
                configuration.javaOptions("taskmanager"));
        assertEquals(List.of("-Dall=1", "-Dboth=1"), configuration.javaOptions("client"));
    }

    @Test
    void copiesTheSettingsOfTheJobAsTheyAre() throws IOException {
        assertEquals(
                "heat.pending: PT1S\n",
                Files.readString(configuration.folder().resolve("outpost.yaml")));
    }

    @Test
    void aChangedFileCountsAtTheNextStart() throws IOException {
        Path file = root.resolve("home/flink-conf/config.yaml");
        Files.writeString(file, "parallelism.default: 1\n");
        configuration.render();
        assertEquals(1, rendered().get("parallelism.default"));
        assertFalse(rendered().containsKey("execution.checkpointing.interval"));
    }

    private Map<String, Object> rendered() throws IOException {
        return FlinkConfiguration.read(configuration.folder().resolve("config.yaml"));
    }
}
