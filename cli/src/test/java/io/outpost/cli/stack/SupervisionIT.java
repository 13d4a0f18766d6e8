package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * One real stack, started with the launcher script in its own folder and on its own ports, from the
 * first start to the end. The order matters: each test continues where the one before has left it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class SupervisionIT {
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(4);
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(3);
    private static final int PORTS = 13;

    private static final Thread END_OF_JVM = new Thread(SupervisionIT::killAll, "kill-stack");

    private static Path folder;
    private static DataFolder data;
    private static int portsFrom;

    @BeforeAll
    static void prepare() throws IOException {
        // Fails, and says how to build, when the job's jar is missing.
        Distribution.ofLauncher().jobJar(StackJob.CONDITIONS);
        folder = Files.createTempDirectory("outpost-stack-");
        data = new DataFolder(folder.resolve("data"));
        portsFrom = freePorts();
        Runtime.getRuntime().addShutdownHook(END_OF_JVM);
    }

    @AfterAll
    static void end() throws IOException, InterruptedException {
        if (folder == null) {
            return;
        }
        try {
            outpost("down");
        } finally {
            killAll();
            Runtime.getRuntime().removeShutdownHook(END_OF_JVM);
            Folders.deleteIfExists(folder);
        }
    }

    @Test
    @Order(1)
    void upBringsEverythingUpAndStatusSaysSo() throws IOException, InterruptedException {
        up();
        JsonNode status = new ObjectMapper().readTree(succeed("status", "--json"));
        assertEquals("RUNNING", status.path("phase").asText());
        assertEquals(7, status.path("parts").size(), "the supervisor and its six parts");
        assertEquals("RUNNING", status.at("/job/state").asText());
        assertEquals(1, status.at("/job/writerEpoch").asInt());
        assertTrue(status.at("/job/restoredFrom").isNull(), "begins empty");
        awaitLaterCheckpoint();
        noPasswordIsInArgumentsOrInAnswersOfFlink();
    }

    @Test
    @Order(2)
    void afterAKillOfTheJobManagerTheJobGoesOnFromItsNewestCheckpoint()
            throws IOException, InterruptedException {
        RunningStack.RunningJob before = job();
        kill(part("jobmanager").process());
        awaitTrue("the job is submitted again", () -> !job().id().equals(before.id()));
        awaitLaterCheckpoint();
        assertEquals(before.writerEpoch() + 1, job().writerEpoch());
        assertTrue(job().restoredFrom().contains(before.id()), job().restoredFrom());
        assertEquals(1, liveJobs());
    }

    @Test
    @Order(3)
    void afterAKillOfEverythingUpGoesOnFromTheNewestCheckpoint()
            throws IOException, InterruptedException {
        long epoch = job().writerEpoch();
        long checkpoint = lastCheckpoint();
        Map<String, Integer> schemaIds = schemaIds();
        killAll();
        assertNotEquals(0, outpost("status").exitCode());
        up("--ha");
        Path restored = Path.of(job().restoredFrom());
        assertTrue(restored.startsWith(StackJob.CONDITIONS.checkpoints(data)), restored.toString());
        long number = Long.parseLong(restored.getFileName().toString().replace("chk-", ""));
        assertTrue(number >= checkpoint, number + " is older than " + checkpoint);
        assertTrue(job().writerEpoch() > epoch, "the writer's epoch rises");
        assertEquals(schemaIds, schemaIds());
        awaitLaterCheckpoint();
    }

    @Test
    @Order(4)
    void withHighAvailabilityAKilledJobManagerFindsItsJobAgain()
            throws IOException, InterruptedException {
        RunningStack.RunningJob before = job();
        ProcessIdentity killed = part("jobmanager").process();
        kill(killed);
        awaitTrue("the JobManager is back", () -> isBack("jobmanager", killed));
        awaitLaterCheckpoint();
        assertEquals(before, job(), "nobody has submitted it again");
        assertEquals(1, liveJobs());
    }

    @Test
    @Order(5)
    void allButTheLogTheTablesAndTheJobManagerComeBackAndTheJobGoesOn()
            throws IOException, InterruptedException {
        RunningStack.RunningJob before = job();
        Map<String, Integer> schemaIds = schemaIds();
        List<String> names = List.of("registry", "api", "zookeeper", "taskmanager");
        List<ProcessIdentity> killed = names.stream().map(name -> part(name).process()).toList();
        killed.forEach(SupervisionIT::kill);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            ProcessIdentity old = killed.get(i);
            awaitTrue(name + " is back", () -> isBack(name, old));
            assertEquals(1, part(name).restarts(), name);
        }
        awaitLaterCheckpoint();
        assertEquals(before, job(), "Flink itself restarts the job's tasks");
        assertEquals(schemaIds, schemaIds());
        awaitStatus();
    }

    @Test
    @Order(6)
    void aSimulationWithAllFaultsBalancesAndBecomesWhatItMust()
            throws IOException, InterruptedException {
        JsonNode report =
                new ObjectMapper()
                        .readTree(
                                succeedJson(
                                        "simulate",
                                        "--places=100",
                                        "--from=2026-06-01T00:00:00Z",
                                        "--for=P1D",
                                        "--faults=all",
                                        "--seed=7",
                                        "--wait",
                                        "--json"));
        assertTrue(report.path("sent").asLong() > 20_000, report.path("sent").toString());
        assertTrue(report.at("/outcome/balances").asBoolean());
        assertEquals(0, report.path("differences").size(), report.path("differences").toString());
        for (String count : List.of("accepted", "duplicate", "conflict", "late")) {
            assertTrue(report.at("/outcome/counters/" + count).asLong() > 0, count);
        }
        assertTrue(report.at("/outcome/rejected").asLong() > 0);
    }

    @Test
    @Order(7)
    void downTakesASavepointAndLeavesNoProcess() throws IOException, InterruptedException {
        succeed("down");
        assertEquals(List.of(), commandLines());
        Path newest = RestorePoints.of(data, StackJob.CONDITIONS).newestFirst().get(0);
        assertTrue(newest.startsWith(StackJob.CONDITIONS.savepoints(data)), newest.toString());
        assertNotEquals(0, outpost("status").exitCode());
        assertTrue(succeed("down").contains("Nothing runs"), "a second down has nothing to do");
    }

    private static void noPasswordIsInArgumentsOrInAnswersOfFlink()
            throws IOException, InterruptedException {
        StringBuilder seen = new StringBuilder(String.join("\n", commandLines()));
        String flink = Endpoints.load(data.root()).flinkRestUrl();
        for (String path :
                List.of(
                        "/jobmanager/config",
                        "/jobmanager/environment",
                        "/taskmanagers",
                        "/jobs/" + job().id(),
                        "/jobs/" + job().id() + "/config",
                        "/jobs/" + job().id() + "/plan",
                        "/jobs/" + job().id() + "/jobmanager/config",
                        "/jobs/" + job().id() + "/jobmanager/environment",
                        "/jobs/" + job().id() + "/checkpoints/config")) {
            seen.append(get(flink + path)).append('\n');
        }
        assertTrue(seen.toString().contains("--postgres-user=api"), "arguments were seen");
        assertTrue(seen.toString().contains("execution.checkpointing"), "settings were seen");
        assertFalse(seen.toString().contains(data.postgresPassword()));
        for (PostgresLogin login : PostgresLogin.values()) {
            assertFalse(seen.toString().contains(data.postgresPassword(login)), login.user());
        }
    }

    private static void up(String... more) throws IOException, InterruptedException {
        // The check is for a stack at work; one without data needs far less than it asks for.
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "up",
                                "--detach",
                                "--ports-from=" + portsFrom,
                                "--skip-memory-check"));
        arguments.addAll(List.of(more));
        succeed(arguments.toArray(String[]::new));
        awaitStatus();
    }

    /** What nobody waits for may come up after all else. */
    private static void awaitStatus() throws InterruptedException {
        awaitTrue("status says that everything runs", () -> outpost("status").exitCode() == 0);
    }

    /** Only what stands from the first brace of its own line on: before it comes progress. */
    private static String succeedJson(String... arguments)
            throws IOException, InterruptedException {
        String output = succeed(arguments);
        return output.substring(output.indexOf("\n{") + 1, output.lastIndexOf("\n}") + 2);
    }

    private static String succeed(String... arguments) throws IOException, InterruptedException {
        Run run = outpost(arguments);
        assertEquals(0, run.exitCode(), () -> String.join(" ", arguments) + "\n" + run.output());
        return run.output();
    }

    private record Run(int exitCode, String output) {}

    private static Run outpost(String... arguments) throws IOException, InterruptedException {
        Path home = Distribution.ofLauncher().home();
        List<String> command = new ArrayList<>(List.of(home.resolve("outpost").toString()));
        command.addAll(List.of(arguments));
        command.add("--data=" + data.root());
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().put("OUTPOST_SKIP_BUILD", "1");
        // Processes that live for minutes: the other compiler takes most of their processor time.
        builder.environment().put("OUTPOST_JVM_OPTIONS", "-XX:TieredStopAtLevel=1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        boolean ended = process.waitFor(COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended, () -> command + " takes too long");
        return new Run(process.exitValue(), Files.readString(output));
    }

    private interface Question {
        boolean ask() throws IOException, InterruptedException;
    }

    private static void awaitTrue(String what, Question question) throws InterruptedException {
        boolean holds =
                Await.holds(
                        RECOVERY_LIMIT,
                        () -> {
                            try {
                                return question.ask();
                            } catch (IOException e) {
                                return false;
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        assertTrue(holds, () -> "Not in " + RECOVERY_LIMIT.toSeconds() + " s: " + what);
    }

    /** One that began after all tasks were seen to run. */
    private static void awaitLaterCheckpoint() throws IOException, InterruptedException {
        awaitTrue("all tasks run", () -> flink().allTasksRun(job().id()));
        long before = lastCheckpoint();
        awaitTrue("a second later checkpoint", () -> lastCheckpoint() > before + 1);
    }

    /** 0 before the first. */
    private static long lastCheckpoint() throws IOException, InterruptedException {
        return flink().checkpoints(job().id())
                .map(FlinkRest.Checkpoints::latest)
                .map(FlinkRest.Checkpoint::id)
                .orElse(0L);
    }

    private static FlinkRest flink() throws IOException {
        return new FlinkRest(Endpoints.load(data.root()).flinkRestUrl());
    }

    /** As the registry says them; to register again would make those that it has lost. */
    private static Map<String, Integer> schemaIds() throws IOException {
        String subjects = Endpoints.load(data.root()).registryUrl() + "/subjects";
        Map<String, Integer> ids = new TreeMap<>();
        for (JsonNode subject : get(subjects)) {
            String newest = subjects + "/" + subject.asText() + "/versions/latest";
            ids.put(subject.asText(), get(newest).path("id").asInt());
        }
        assertEquals(Schemas.bySubject(Topic.OBSERVATIONS.topicName()).keySet(), ids.keySet());
        return ids;
    }

    private static JsonNode get(String url) throws IOException {
        try (InputStream answer = URI.create(url).toURL().openStream()) {
            return new ObjectMapper().readTree(answer);
        }
    }

    private static RunningStack.RunningJob job() {
        return ProcessTable.read(data).orElseThrow().job(StackJob.CONDITIONS).orElseThrow();
    }

    private static RunningStack.RunningPart part(String name) {
        return ProcessTable.read(data).orElseThrow().part(name).orElseThrow();
    }

    private static boolean isBack(String name, ProcessIdentity killed) {
        return !part(name).process().equals(killed) && part(name).ready();
    }

    private static long liveJobs() throws IOException, InterruptedException {
        return flink().jobs().stream()
                .filter(job -> job.name().equals(StackJob.CONDITIONS.flinkName()))
                .filter(job -> !job.hasEnded())
                .count();
    }

    private static void kill(ProcessIdentity process) {
        process.find().orElseThrow().destroyForcibly();
    }

    /** Only processes that carry the id of this very stack. */
    private static void killAll() {
        try {
            // Again and again: the supervisor may have started one in between.
            awaitTrue(
                    "all processes are gone",
                    () -> {
                        own().forEach(ProcessHandle::destroyForcibly);
                        return own().stream().noneMatch(ProcessIdentity::runs);
                    });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<ProcessHandle> own() throws IOException {
        return data.stackId().map(OwnProcesses::of).orElse(List.of());
    }

    private static List<String> commandLines() throws IOException {
        return own().stream().map(OwnProcesses::commandLine).toList();
    }

    /** Below the ports that systems hand out by themselves. */
    private static int freePorts() {
        int first = (int) (20_000 + ProcessHandle.current().pid() % 1000 * PORTS);
        return IntStream.iterate(first, base -> base + PORTS)
                .limit(200)
                .filter(
                        base ->
                                new Ports(base)
                                        .byName().values().stream().allMatch(Preflight::isFree))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("No thirteen ports in a row are free"));
    }
}
