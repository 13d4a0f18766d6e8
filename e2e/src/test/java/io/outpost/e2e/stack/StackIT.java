package io.outpost.e2e.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.e2e.batch.BatchComparison;
import io.outpost.e2e.batch.RecordedSet;
import io.outpost.e2e.digest.ContentDigest;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The whole product on real processes; one stack serves all tests, each adds to what is there. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StackIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    @TempDir static Path scratch;

    private static LocalStack stack;
    private static Recordings year;
    private static String contentInOrder;

    @BeforeAll
    static void up() throws Exception {
        stack = LocalStack.start("--ha", "--emissions");
        year = Recordings.year(scratch);
    }

    @AfterAll
    static void down() throws Exception {
        if (stack != null) {
            stack.down();
        }
    }

    @Test
    @Order(1)
    void aYearInOrderEqualsABatchStraightFromTheFileWithoutARetraction() throws Exception {
        String told = replay(year.files(), "nycflights13");
        assertTrue(told.contains("= sent"), told);
        assertTrue(
                told.matches("(?s).*WIND_SPEED_METRES_PER_SECOND\\s+OUT_OF_RANGE\\s+1\\b.*"), told);
        assertEqualsBatch(RecordedSet.NYCFLIGHTS13, year.files());
        assertEquals(0, ofTheYear("sum(retractions)"));
        assertEquals(
                1,
                stack.count(
                        "SELECT count(*) FROM outpost.hour_aggregates WHERE place_id = 'nyc-ewr' AND start_at = '2013-02-12T08:00:00Z' AND wind_speed_metres_per_second_n IS NULL AND air_temperature_celsius_n = 1"));
        contentInOrder = content();
    }

    @Test
    @Order(2)
    void theApiAnswersFromIt() throws Exception {
        JsonNode aggregates =
                get(
                        "/v1/places/nyc-jfk/aggregates?start=2013-07-15T00:00:00Z&end=2013-07-22T00:00:00Z");
        assertTrue(aggregates.get("observations").asInt() > 100, aggregates.toString());
        JsonNode conditions = get("/v1/places/nyc-jfk/conditions");
        assertEquals(2, conditions.get("conditions").size(), conditions.toString());
        assertEquals("ready", get("/health/ready").get("status").asText());
    }

    @Test
    @Order(3)
    void theSameFileAgainChangesNoRow() throws Exception {
        long accepted = ofTheYear("sum(accepted)");
        replay(year.files(), "nycflights13");
        assertEquals(contentInOrder, content());
        assertEquals(accepted, ofTheYear("sum(accepted)"));
        assertEquals(accepted, ofTheYear("sum(duplicate + late)"));
    }

    @Test
    @Order(4)
    void shuffledWithinTheMinuteHorizonIntoAFreshStackEndsWithTheSameContent() throws Exception {
        stack.outpost("down");
        stack.up("--fresh", "--emissions");
        assertEquals(0, stack.count("SELECT count(*) FROM outpost.place_tallies"));
        List<String> arguments = new ArrayList<>(List.of(arguments(year.files(), "nycflights13")));
        arguments.addAll(List.of("--shuffle", "PT2H", "--seed", "5"));
        stack.outpost(arguments.toArray(String[]::new));
        assertTrue(ofTheYear("sum(retractions)") > 0, "the disorder was real");
        assertEquals(contentInOrder, content());
    }

    @Test
    @Order(5)
    void badRecordsAreRejectedWhole() throws Exception {
        String job = jobId();
        try (BadRecords bad = new BadRecords(stack)) {
            Map<Long, BadRecords.Sent> sent = bad.sendAll();
            Map<Long, BadRecords.Refused> refused = bad.refused(sent.size());
            sent.forEach(
                    (offset, record) -> {
                        BadRecords.Refused found = refused.get(offset);
                        assertEquals(
                                record.reason(), found.header("outpost.reason"), record.toString());
                        assertArrayEquals(record.value(), found.value(), record.reason());
                        assertArrayEquals(record.key(), found.key(), record.reason());
                        assertEquals("kept", found.header("sender"));
                        assertEquals(Topic.OBSERVATIONS.topicName(), found.header("outpost.topic"));
                        assertEquals(
                                Integer.toString(record.partition()),
                                found.header("outpost.partition"));
                    });
            bad.sendFlagged();
            Await.until(
                    "the flagged observation is counted",
                    PATIENCE,
                    () -> stack.count(BadRecords.FLAGGED_SQL) == 1);
        }
        assertEquals(job, jobId(), "the job stayed up");
        assertEquals(0, restarts(job));
    }

    @Test
    @Order(6)
    void aRegistryThatIsDownRejectsNothingAndLosesNothing() throws Exception {
        try (BadRecords records = new BadRecords(stack)) {
            Schema newer = records.newerSchema();
            int id =
                    new SchemaRegistry(stack.registryUrl())
                            .register(Topic.OBSERVATIONS.subject(), newer);
            stack.kill("registry");
            records.sendWith(newer, id, "outage", 3);
            Await.until(
                    "the observations with a new schema are accepted",
                    PATIENCE,
                    () ->
                            stack.count(
                                            "SELECT accepted FROM outpost.place_tallies WHERE place_id = 'outage'")
                                    == 3);
            assertFalse(records.isRefused("outage"));
        }
    }

    @Test
    @Order(7)
    void killsUnderLoadLeaveEverythingAsTheOracleComputesIt() throws Exception {
        String told =
                stack.outpost(
                        "faults",
                        "--running",
                        "--kills=2",
                        "--seed=1",
                        "--places=30",
                        "--without-outage");
        System.out.println(told);
        assertTrue(told.contains("Zero failures in 2 kills"), told);
        assertTrue(told.contains(" lost=0 duplicated=0 wrong=0 stale=0"), told);
    }

    @Test
    @Order(8)
    void eventTimeOfALivePlaceThatIsSilentGoesOnAndItsLastMinuteCloses() throws Exception {
        Await.until(
                "the minutes of the registry's outage are closed",
                PATIENCE,
                () ->
                        stack.count(
                                        "SELECT count(*) FROM outpost.minute_aggregates WHERE place_id = 'outage'")
                                == 3);
        assertEquals(
                0,
                stack.count(
                        "SELECT count(*) FROM outpost.alerts WHERE subject = 'NO_DATA' AND place_id NOT LIKE 'silent%'"),
                "live places that were heard of minutes ago are not silent");
    }

    private static long ofTheYear(String what) throws SQLException {
        return stack.count(
                "SELECT " + what + " FROM outpost.place_tallies WHERE place_id LIKE 'nyc-%'");
    }

    private static String replay(List<Path> files, String mapping)
            throws IOException, InterruptedException {
        String told = stack.outpost(arguments(files, mapping));
        System.out.println(told);
        return told;
    }

    private static String[] arguments(List<Path> files, String mapping) {
        List<String> arguments = new ArrayList<>(List.of("replay", "--wait", "--mapping", mapping));
        files.forEach(file -> arguments.add(file.toString()));
        return arguments.toArray(String[]::new);
    }

    private static void assertEqualsBatch(RecordedSet set, List<Path> files)
            throws SQLException, IOException {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        try (Connection connection = stack.postgres()) {
            connection.setAutoCommit(false);
            boolean equal =
                    new BatchComparison(set, files)
                            .compare(
                                    connection,
                                    new PrintStream(report, true, StandardCharsets.UTF_8));
            System.out.println(report.toString(StandardCharsets.UTF_8));
            assertTrue(equal, () -> report.toString(StandardCharsets.UTF_8));
        }
    }

    private static String content() throws SQLException {
        ByteArrayOutputStream digest = new ByteArrayOutputStream();
        try (Connection connection = stack.postgres()) {
            connection.setAutoCommit(false);
            new ContentDigest(connection)
                    .print(new PrintStream(digest, true, StandardCharsets.UTF_8));
        }
        return digest.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        return json(stack.apiUrl() + path);
    }

    private static String jobId() throws IOException, InterruptedException {
        for (JsonNode job : json(stack.flinkUrl() + "/jobs/overview").get("jobs")) {
            if (job.get("name").asText().equals("outpost-conditions")
                    && job.get("state").asText().equals("RUNNING")) {
                return job.get("jid").asText();
            }
        }
        throw new IOException("the conditions job does not run");
    }

    private static long restarts(String job) throws IOException, InterruptedException {
        return json(stack.flinkUrl() + "/jobs/" + job + "/metrics?get=numRestarts")
                .get(0)
                .get("value")
                .asLong();
    }

    private static JsonNode json(String url) throws IOException, InterruptedException {
        HttpResponse<String> response =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(url)).build(),
                                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(url + ": " + response.statusCode() + " " + response.body());
        }
        return new ObjectMapper().readTree(response.body());
    }
}
