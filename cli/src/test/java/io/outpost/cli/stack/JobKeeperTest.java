package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.outpost.cli.http.JsonServer;
import io.outpost.cli.http.JsonServer.Answer;
import io.outpost.cli.stack.RunningStack.RunningJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JobManager that answers what a test says; there is no jar, so every submission fails. */
final class JobKeeperTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir private Path root;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private JsonServer jobManager;
    private ProcessTable table;
    private JobKeeper keeper;
    private String jobs =
            "[{\"jid\":\"abc\",\"name\":\"outpost-conditions\",\"state\":\"FAILED\"}]";
    private String failure;
    private String tasks = "INITIALIZING";

    @BeforeEach
    void start() throws IOException {
        jobManager =
                new JsonServer()
                        .on("/jobs/overview", any -> Answer.ok("{\"jobs\":" + jobs + "}"))
                        .on("/jobs/abc/exceptions", any -> Answer.ok(exceptions()))
                        .on("/jobs/abc", this::tasksOrCancel);
        DataFolder data = new DataFolder(root.resolve("data"));
        data.create();
        table = new ProcessTable(data, ProcessIdentity.of(ProcessHandle.current()));
        table.put(RunningJob.none(StackJob.CONDITIONS, null).submitted("abc", 1L, null));
        int rest = jobManager.port();
        Ports ports = new Ports(rest - new Ports(0).flinkRest());
        Path jar = root.resolve("home/jobs/conditions/target/outpost-conditions.jar");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);
        Stack stack =
                new Stack(
                        data,
                        new Distribution(root.resolve("home")),
                        ports,
                        "an-id",
                        new StackShape(true, false, false, false, false, false, "log"));
        StepLog progress = new StepLog(new PrintStream(said, true, StandardCharsets.UTF_8));
        keeper = JobKeeper.of(stack, StackJob.CONDITIONS, table, progress);
    }

    @AfterEach
    void stop() {
        jobManager.close();
    }

    @Test
    void aJobThatEndedBecauseOfItsLogIsNotSubmittedAgainAndItsMessageStays()
            throws InterruptedException {
        failure =
                "org.apache.flink.runtime.JobException: no restart\\nCaused by: a.B: The log x is another";

        keeper.check(NOON);
        assertTrue(known().failure().startsWith("The log x is another\n"), known().failure());

        jobs = "[]";
        keeper.check(NOON.plusSeconds(3600));
        assertTrue(known().failure().startsWith("The log x is another\n"), known().failure());
        assertEquals(1, said().lines().filter(line -> line.contains("has ended")).count(), said());
    }

    /** What it was restored from last may be of a version that is to be taken back. */
    @Test
    void whileAnUpgradeIsAtWorkNothingIsStarted() throws Exception {
        failure = "java.lang.OutOfMemoryError";
        DataFolder data = new DataFolder(root.resolve("data"));
        new JobRelease(null, null, true).write(data);

        assertTrue(keeper.begin().contains("run the same ./outpost upgrade again"));
        keeper.check(NOON);
        assertEquals("", said());

        JobRelease.BUILT.write(data);
        keeper.check(NOON);
        assertTrue(said().contains("The conditions job could not be started"), said());
    }

    @Test
    void anyOtherFailureIsFollowedByASubmission() throws InterruptedException {
        failure = "java.lang.OutOfMemoryError";

        keeper.check(NOON);

        assertTrue(said().contains("The conditions job could not be started"), said());
    }

    /** Flink itself would try its newest checkpoint for ever. */
    @Test
    void aJobThatCannotBeRestoredIsEndedAndStartedAgainUntilThatSucceeds()
            throws InterruptedException {
        jobs = jobs.replace("FAILED", "RUNNING");
        failure = "java.lang.Exception: Could not restore keyed state backend";

        keeper.check(NOON);
        keeper.check(NOON.plusSeconds(29));
        assertEquals("", said());

        keeper.check(NOON.plusSeconds(30));
        assertTrue(jobs.contains("CANCELED"), jobs);
        assertTrue(said().contains("from an older one"), said());
        assertTrue(said().contains("The conditions job could not be started"), said());

        keeper.check(Instant.now().plusSeconds(60));
        assertEquals(
                2,
                said().lines().filter(line -> line.contains("could not be started")).count(),
                said());
    }

    @Test
    void aRestoreThatSucceedsInTheEndIsLeftAlone() throws InterruptedException {
        jobs = jobs.replace("FAILED", "RUNNING");
        failure = "java.lang.Exception: Could not restore keyed state backend";
        keeper.check(NOON);
        tasks = "RUNNING";
        keeper.check(NOON.plusSeconds(20));
        tasks = "INITIALIZING";
        keeper.check(NOON.plusSeconds(31));
        failure = "java.lang.Exception: Kafka is away";
        keeper.check(NOON.plusSeconds(70));
        assertEquals("", said());
    }

    private RunningJob known() {
        return table.current().job(StackJob.CONDITIONS).orElseThrow();
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private String exceptions() {
        return "{\"exceptionHistory\":{\"entries\":[{\"stacktrace\":\"" + failure + "\"}]}}";
    }

    private Answer tasksOrCancel(HttpExchange exchange) {
        if (exchange.getRequestMethod().equals("PATCH")) {
            jobs = jobs.replace("RUNNING", "CANCELED");
        }
        return Answer.ok(
                "{\"state\":\"RUNNING\",\"vertices\":[{\"status\":\"%s\"}]}".formatted(tasks));
    }
}
