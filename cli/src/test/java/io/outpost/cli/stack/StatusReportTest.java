package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.stack.RunningStack.Phase;
import io.outpost.cli.stack.StatusReport.PartStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatusReportTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final JobStatus JOB =
            new JobStatus(
                    "conditions",
                    "abc",
                    "RUNNING",
                    4L,
                    "/chk-8",
                    "/releases/a.jar",
                    new FlinkRest.Checkpoint(9, NOW.plusMillis(400), "file:/chk-9", 25, 2_000_000),
                    1L,
                    2L,
                    3,
                    75_000L,
                    List.of(),
                    new JobMetrics(
                            0,
                            0,
                            new TreeMap<>(Map.of("EMPTY", 1200L, "IN_FUTURE", 3L)),
                            1234,
                            56,
                            7),
                    null);

    @TempDir private Path root;

    @Test
    void showsPartsJobAndCheckpoint() {
        assertEquals(
                """
                  part         state          pid        up  restarts    memory  address
                  kafka        ready           12    1h 30m         2    64 MiB  127.0.0.1:1
                  api          starting        13      59 s         0     1 MiB  127.0.0.1:2
                  all          running                                   65 MiB
                  job          running   abc, writer epoch 4, submitted 3 times, 1 restart, 2 failed checkpoints in a row, behind by 1m 15s of the log
                    places     1234      the fullest share has 7 % of places.most
                    no models            56 observations of places without a position; describe them for mud, water and snow
                    rejected             EMPTY 1,200, IN_FUTURE 3
                                         began from /chk-8
                    release              since an upgrade, and not the jar that was built: /releases/a.jar
                    checkpoint 9         completed 0 s ago, took 25 ms, 1,954 KiB"""
                        .indent(2)
                        .stripTrailing(),
                report(Phase.RUNNING, kafka("ready"), api("starting")).text());
    }

    @Test
    void isJson() throws IOException {
        JsonNode json = new ObjectMapper().readTree(report(Phase.RUNNING, kafka("ready")).json());
        assertEquals("RUNNING", json.path("phase").asText());
        assertEquals("2026-01-01T12:00:00Z", json.path("at").asText());
        assertEquals("kafka", json.at("/parts/0/name").asText());
        assertEquals(64L << 20, json.at("/parts/0/residentBytes").asLong());
        assertEquals(9, json.at("/job/lastCheckpoint/id").asInt());
        assertEquals("abc", json.at("/job/id").asText());
        assertEquals("/chk-8", json.at("/job/restoredFrom").asText());
        assertEquals("conditions", json.at("/jobs/0/name").asText());
        assertEquals(75_000, json.at("/jobs/0/behindMillis").asInt());
        assertFalse(json.path("degraded").asBoolean());
    }

    @Test
    void allRunsOnlyWhenEveryPartIsReadyAndTheJobRuns() {
        assertTrue(report(Phase.RUNNING, kafka("ready"), api("ready")).allRuns());
        assertFalse(report(Phase.RUNNING, kafka("ready"), api("starting")).allRuns());
        assertFalse(report(Phase.RUNNING, kafka("ended")).allRuns());
        assertFalse(report(Phase.STARTING, kafka("ready")).allRuns());
        assertFalse(jobs(job("conditions", "RESTARTING", null)).allRuns());
    }

    @Test
    void anArchiveThatDoesNotRunDegradesTheStackAndIsSaid() {
        StatusReport report = jobs(JOB, job("archive", "FAILED", "no such table\nat x"));
        assertTrue(report.degraded());
        assertFalse(report.allRuns());
        assertTrue(report.text().contains("  archive      failed\n"), report.text());
        assertTrue(report.text().contains(" no such table\n"), report.text());
        assertTrue(report.text().endsWith("not everything runs."), report.text());
        assertFalse(jobs(JOB, job("archive", "RUNNING", null)).degraded());
        assertFalse(jobs(JOB, job("archive", "STARTING", null)).degraded());
        assertFalse(jobs(job("conditions", "RESTARTING", null)).degraded());
    }

    @Test
    void aJobThatIsSomeCheckpointsBehindKeepsUp() {
        JobStatus keepsUp =
                new JobStatus(
                        "conditions",
                        "abc",
                        "RUNNING",
                        1L,
                        null,
                        null,
                        null,
                        0L,
                        0L,
                        1,
                        9_000L,
                        List.of(),
                        JobMetrics.NONE,
                        null);
        assertFalse(jobs(keepsUp).text().contains("behind"), jobs(keepsUp).text());
    }

    @Test
    void aSourceThatWaitsIsSaidAndIsNotReady() throws IOException {
        String answer =
                "[{\"id\":\"receive_records.registryWaitMillis\",\"max\":%s},{\"id\":\"receive_records.aheadOfClockMillis\",\"max\":%s}]";
        StatusReport registry = with(answer.formatted("75000.0", "0.0"), fresh(), 0L);
        assertTrue(registry.text().contains("waits: for 1m 15s the schema registry"));
        assertFalse(registry.allRuns());
        StatusReport clock = with(answer.formatted("0.0", "400000.0"), fresh(), 0L);
        assertTrue(clock.text().contains("waits: the log is 6m 40s ahead"), clock.text());
        assertFalse(clock.allRuns());
        assertTrue(with(answer.formatted("0.0", "0.0"), fresh(), 0L).allRuns());
        assertTrue(with("[]", fresh(), 0L).allRuns());
    }

    @Test
    void aJobWhoseCheckpointsAreOverdueOrWhoseLagIsUnknownIsNotReady() throws IOException {
        StatusReport overdue = with("[]", checkpoint(NOW.minusMillis(10_001)), 0L);
        assertTrue(
                overdue.text().contains("checkpoints: none was completed for 10 s, one is due"),
                overdue.text());
        assertFalse(overdue.allRuns());
        assertTrue(with("[]", checkpoint(NOW.minusMillis(10_000)), 0L).allRuns());
        StatusReport none =
                with("[]", new FlinkRest.Checkpoints(null, 0, Duration.ofSeconds(1)), 0L);
        assertTrue(none.text().contains("none was completed for 1h 0m"), none.text());
        StatusReport unknown = with("[]", fresh(), null);
        assertTrue(unknown.text().contains("lag: nobody can say"), unknown.text());
        assertFalse(unknown.allRuns());
    }

    @Test
    void whatIsRejectedIsSaidByReason() throws IOException {
        String answer =
                "[{\"id\":\"keep_places.observedPlaces\",\"sum\":30.0,\"max\":20.0},"
                        + "{\"id\":\"keep_places.observationsWithoutPosition\",\"sum\":4000.0,\"max\":3000.0},"
                        + "{\"id\":\"keep_places.fullestSharePercent\",\"sum\":30.0,\"max\":20.0},"
                        + "{\"id\":\"pack_parcels.reason.EMPTY.rejected\",\"sum\":1200.0,\"max\":900.0},"
                        + "{\"id\":\"pack_parcels.reason.IN_FUTURE.rejected\",\"sum\":0.0,\"max\":0.0},"
                        + "{\"id\":\"keep_places.reason.TIME_JUMP.rejected\",\"sum\":7.0,\"max\":7.0}]";
        StatusReport report = with(answer, fresh(), 0L);
        assertTrue(report.text().contains(" EMPTY 1,200, TIME_JUMP 7"), report.text());
        assertTrue(report.text().contains("30        the fullest share has 20 %"), report.text());
        assertTrue(report.text().contains("4,000 observations of places without a position"));
        assertTrue(report.allRuns());
        assertTrue(JobMetrics.isWanted("keep_places.reason.TIME_JUMP.rejected"));
        assertFalse(JobMetrics.isWanted("keep_places.numRecordsIn"));
    }

    private static FlinkRest.Checkpoints fresh() {
        return checkpoint(NOW);
    }

    private static FlinkRest.Checkpoints checkpoint(Instant completedAt) {
        return new FlinkRest.Checkpoints(
                new FlinkRest.Checkpoint(9, completedAt, "file:/chk-9", 25, 2_000_000),
                0,
                Duration.ofSeconds(1));
    }

    private static StatusReport with(
            String metrics, FlinkRest.Checkpoints checkpoints, Long behindMillis)
            throws IOException {
        JobMetrics found = JobMetrics.of(new ObjectMapper().readTree(metrics));
        return jobs(
                new JobStatus(
                        "conditions",
                        "abc",
                        "RUNNING",
                        1L,
                        null,
                        null,
                        checkpoints.latest(),
                        0L,
                        0L,
                        1,
                        behindMillis,
                        new Troubles(Optional.of(NOW.minusSeconds(3600)), NOW)
                                .of(found, Optional.of(checkpoints), behindMillis),
                        found,
                        null));
    }

    @Test
    void aLogWhoseTimeIsFarFromTheClockIsSaid() {
        String old = report(NOW.minusSeconds(300), Phase.RUNNING, kafka("ready")).text();
        assertTrue(old.contains("The newest record of the log is 5m 0s old"), old);
        String ahead = report(NOW.plusSeconds(61), Phase.RUNNING, kafka("ready")).text();
        assertTrue(ahead.contains("The log is 1m 1s ahead of this machine's clock"), ahead);
        String usual = report(NOW.minusSeconds(59), Phase.RUNNING, kafka("ready")).text();
        assertFalse(usual.contains("log is"), usual);
    }

    @Test
    void aPartThatDiesAgainAndAgainIsShownWithItsLastWords() {
        PartStatus dying =
                new PartStatus("api", "ended", 13, NOW, 5, 0, "x", "api ends:\nno disk left");
        String text = report(Phase.RUNNING, dying, kafka("ready")).text();
        assertTrue(text.contains("\n    no disk left\n"), text);
    }

    private static JobStatus job(String name, String state, String failure) {
        return new JobStatus(
                name,
                null,
                state,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                List.of(),
                JobMetrics.NONE,
                failure);
    }

    private static StatusReport jobs(JobStatus... jobs) {
        return StatusReport.of(
                "RUNNING",
                null,
                List.of(kafka("ready")),
                new JobQuestions.Answers(List.of(jobs), null));
    }

    @Test
    void saysThatNothingRuns() throws IOException, InterruptedException {
        StatusReport never = StatusReport.of(new DataFolder(root));
        assertEquals("Nothing runs.", never.text());
        assertFalse(never.allRuns());
        assertEquals("Nothing runs.", report(Phase.STOPPED, kafka("ended")).text());
    }

    @Test
    void saysWhyTheLastRunFailed() {
        assertEquals(
                "Nothing runs. The last run failed: no disk",
                StatusReport.of(
                                "FAILED",
                                "no disk",
                                List.of(kafka("ended")),
                                new JobQuestions.Answers(List.of(), null))
                        .text());
    }

    @Test
    void aSupervisorThatWasKilledIsNotedAndItsPartsAreAskedForThemselves()
            throws IOException, InterruptedException {
        DataFolder data = new DataFolder(root);
        data.create();
        ProcessIdentity gone = new ProcessIdentity(ProcessHandle.current().pid(), Instant.EPOCH);
        ProcessTable table = new ProcessTable(data, gone);
        table.put(
                new RunningStack.RunningPart(
                        "kafka",
                        ProcessIdentity.of(ProcessHandle.current()),
                        "127.0.0.1:1",
                        "TERM",
                        0,
                        true,
                        null));
        table.phase(Phase.RUNNING);
        StatusReport report = StatusReport.of(data);
        assertEquals("UNSUPERVISED", report.phase());
        assertEquals("ready", report.parts().get(0).state());
        assertTrue(report.parts().get(0).residentBytes() > 0);
        assertFalse(report.allRuns());
    }

    private static StatusReport report(Phase phase, PartStatus... parts) {
        return report(NOW, phase, parts);
    }

    private static StatusReport report(Instant logTime, Phase phase, PartStatus... parts) {
        return new StatusReport(
                NOW, phase.name(), null, List.of(parts), JOB, List.of(JOB), logTime, false);
    }

    private static PartStatus kafka(String state) {
        return new PartStatus(
                "kafka", state, 12, NOW.minusSeconds(5400), 2, 64L << 20, "127.0.0.1:1", null);
    }

    private static PartStatus api(String state) {
        return new PartStatus(
                "api", state, 13, NOW.minusSeconds(59), 0, 1L << 20, "127.0.0.1:2", null);
    }
}
