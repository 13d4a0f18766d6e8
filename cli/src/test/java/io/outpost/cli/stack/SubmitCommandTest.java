package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.http.JsonServer;
import io.outpost.cli.http.JsonServer.Answer;
import io.outpost.environment.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** On a small JobManager in memory, and a command line of Flink that writes down what it gets. */
final class SubmitCommandTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final Map<String, String> PASSWORDS =
            Map.of(
                    "OUTPOST_POSTGRES_CONDITIONS_PASSWORD", "of-conditions",
                    "OUTPOST_POSTGRES_ARCHIVE_PASSWORD", "of-archive");

    @TempDir private Path root;
    private final StringWriter said = new StringWriter();
    private final AtomicInteger declines = new AtomicInteger();
    private String jobs = "[]";
    private JsonServer jobManager;

    @BeforeEach
    void start() throws IOException {
        jobManager =
                new JsonServer()
                        .on("/jobs/overview", any -> overview())
                        .on(
                                "/jobs/" + ID,
                                "{\"state\":\"RUNNING\",\"vertices\":[{\"status\":\"RUNNING\"}]}");
        for (StackJob job : StackJob.values()) {
            Files.createFile(root.resolve(job.flinkName() + ".jar"));
        }
        Path flink = Files.createDirectories(root.resolve("bin")).resolve("flink");
        Files.writeString(
                flink,
                """
                #!/bin/sh
                echo "$*" >> %1$s/arguments
                echo "$OUTPOST_POSTGRES_USER $OUTPOST_POSTGRES_PASSWORD" >> %1$s/logins
                echo "Job has been submitted with JobID %2$s"
                """
                        .formatted(root, ID));
        Files.setPosixFilePermissions(flink, PosixFilePermissions.fromString("rwx------"));
    }

    @AfterEach
    void stop() {
        jobManager.close();
    }

    @Test
    void submitsBothJobsEachWithItsOwnLoginThatIsInNoArgument() throws IOException {
        assertEquals(0, run(), said::toString);
        List<String> arguments = Files.readAllLines(root.resolve("arguments"));
        assertEquals(2, arguments.size());
        assertTrue(arguments.get(0).endsWith("/outpost-conditions.jar"), arguments::toString);
        assertTrue(arguments.get(1).endsWith("/outpost-archive.jar"), arguments::toString);
        assertTrue(arguments.get(0).contains("-Drest.address=127.0.0.1"), arguments::toString);
        assertFalse(arguments.toString().contains(" -s "), arguments::toString);
        assertFalse(arguments.toString().contains("of-"), arguments::toString);
        assertEquals(
                List.of("conditions of-conditions", "archive of-archive"),
                Files.readAllLines(root.resolve("logins")));
    }

    @Test
    void eachJobBeginsFromTheNewestOfItsOwnRestorePoints() throws IOException {
        restorePoint("flink/checkpoints/a/chk-1", 1);
        restorePoint("flink/checkpoints/a/chk-2", 3);
        restorePoint("flink/savepoints/s", 2);
        restorePoint("flink/archive/savepoints/s", 9);
        assertEquals(0, run(), said::toString);
        List<String> arguments = Files.readAllLines(root.resolve("arguments"));
        String data = new DataFolder(root.resolve("data")).flink().toUri().toString();
        assertTrue(arguments.get(0).contains(" -s " + data + "checkpoints/a/chk-2"), data);
        assertTrue(arguments.get(1).contains(" -s " + data + "archive/savepoints/s"), data);
    }

    /** Of the newest Flink says that it cannot be restored. */
    @Test
    void oneThatBeginsFromAnOlderRestorePointSendsNothingAgain() throws IOException {
        restorePoint("flink/checkpoints/a/chk-1", 3_601);
        restorePoint("flink/checkpoints/a/chk-2", 3_603);
        restorePoint("flink/archive/checkpoints/a/chk-1", 1);
        restorePoint("flink/archive/checkpoints/a/chk-2", 2);
        Files.writeString(
                root.resolve("bin/flink"),
                """
                #!/bin/sh
                echo "$*" >> %1$s/arguments
                case "$*" in
                    *chk-2*) echo "java.io.IOException: Could not restore the _metadata"; exit 1 ;;
                esac
                echo "Job has been submitted with JobID %2$s"
                """
                        .formatted(root, ID));
        assertEquals(0, run(), said::toString);
        List<String> arguments = Files.readAllLines(root.resolve("arguments"));
        assertEquals(4, arguments.size(), arguments::toString);
        assertFalse(arguments.get(0).contains("messages.sent"), arguments::toString);
        assertTrue(arguments.get(1).contains("/chk-1"), arguments::toString);
        assertTrue(
                arguments.get(1).contains("--set messages.sent=1970-01-01T00:50:01Z/"),
                arguments::toString);
        assertTrue(arguments.get(3).contains("/chk-1"), arguments::toString);
        assertFalse(arguments.get(3).contains("messages.sent"), "the archive sends none");

        String sent = sent(arguments.get(1));
        restorePoint("flink/checkpoints/b/chk-9", 3_700);
        assertEquals(0, run(), said::toString);
        arguments = Files.readAllLines(root.resolve("arguments"));
        assertTrue(arguments.get(4).contains("/chk-9"), arguments::toString);
        assertEquals(sent, sent(arguments.get(4)), "it may not have come to the span's end");
    }

    @Test
    void aJobThatRunsIsLeftAlone() throws IOException {
        jobs =
                """
                [{"jid":"%s","name":"outpost-conditions","state":"RESTARTING"},
                 {"jid":"b","name":"outpost-archive","state":"FAILED"}]"""
                        .formatted(ID);
        assertEquals(0, run(), said::toString);
        List<String> arguments = Files.readAllLines(root.resolve("arguments"));
        assertEquals(1, arguments.size());
        assertTrue(arguments.get(0).endsWith("/outpost-archive.jar"), arguments::toString);
    }

    @Test
    void withoutArchiveThereIsOneJob() throws IOException {
        assertEquals(0, run("--without-archive"), said::toString);
        assertEquals(1, Files.readAllLines(root.resolve("arguments")).size());
    }

    @Test
    void keepsOnWhileTheJobManagerDeclinesAndSubmitsOnceItDoesNot() throws Exception {
        declines.set(3);
        Thread keeping = new Thread(() -> run("--keep"));
        keeping.start();
        Path arguments = root.resolve("arguments");
        try {
            assertTrue(
                    Await.holds(
                            Duration.ofMinutes(1),
                            () ->
                                    Files.exists(arguments)
                                            && Files.readAllLines(arguments).size() >= 2));
            assertTrue(declines.get() <= 0);
        } finally {
            keeping.interrupt();
            keeping.join();
        }
    }

    @Test
    void anAddressWithoutAPortIsWrongUsage() {
        assertEquals(2, run("--flink-url=http://jobmanager"));
        assertTrue(
                said.toString().contains("--flink-url must be http://host:port"), said::toString);
    }

    private Answer overview() {
        return declines.getAndDecrement() > 0
                ? new Answer(503, "{}")
                : Answer.ok("{\"jobs\":" + jobs + "}");
    }

    private static String sent(String arguments) {
        return arguments.replaceFirst(".*(messages\\.sent=\\S+).*", "$1");
    }

    private void restorePoint(String folder, int second) throws IOException {
        Path metadata =
                Files.createDirectories(root.resolve("data").resolve(folder)).resolve("_metadata");
        Files.createFile(metadata);
        Files.setLastModifiedTime(metadata, FileTime.from(Instant.ofEpochSecond(second)));
    }

    private int run(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--jars=" + root, "--data=" + root.resolve("data")));
        arguments.add("--flink-home=" + root);
        if (more.length == 0 || !more[0].startsWith("--flink-url")) {
            arguments.add("--flink-url=" + jobManager.url());
        }
        arguments.addAll(List.of(more));
        PrintWriter writer = new PrintWriter(said, true);
        return new CommandLine(new SubmitCommand(new Environment(PASSWORDS)))
                .setOut(writer)
                .setErr(writer)
                .execute(arguments.toArray(new String[0]));
    }
}
