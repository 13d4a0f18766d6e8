package io.outpost.e2e.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.stack.Await;
import io.outpost.cli.stack.FreePorts;
import io.outpost.cli.stack.ObservePrograms;
import io.outpost.e2e.faults.ApiKills;
import io.outpost.e2e.hostile.HostileMix;
import io.outpost.e2e.observe.Prometheus;
import io.outpost.e2e.observe.SlackReceiver;
import io.outpost.e2e.rig.ConsoleConsumer;
import io.outpost.e2e.rig.ContentDigest;
import io.outpost.e2e.rig.FlinkConf;
import io.outpost.e2e.rig.FlinkRest;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.LogOffsets;
import io.outpost.e2e.rig.LogRecords;
import io.outpost.schemas.wire.Topic;
import io.outpost.tracing.TraceReceiver;
import io.outpost.tracing.Traceparent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The whole product on real processes; one stack serves all tests, each adds to what is there. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StackIT {
    /** One for all: a client that nobody refers to any more may never answer. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int TROUBLES = 3_000;
    private static final List<String> NEW_YORK = List.of("nyc-ewr", "nyc-jfk", "nyc-lga");

    /** Of a mix that is sent at once it matters nothing. */
    private static final int RECORDS_PER_SECOND = 10;

    /** Where the API answers operators, from the first port on. */
    private static final int API_MANAGEMENT = 12;

    private static final int PROMETHEUS = 13;
    private static final int ALERTMANAGER = 14;

    @TempDir static Path scratch;

    private static LocalStack stack;
    private static int firstPort;
    private static String ports;
    private static Recordings year;
    private static List<String> contentInOrder;
    private static long recordsOfTheYear;
    private static Instant mixSentAt;
    private static SlackReceiver slack;
    private static TraceReceiver traces;

    @BeforeAll
    static void up() throws Exception {
        stack =
                new LocalStack(
                                Path.of(System.getProperty("outpost.home")),
                                Files.createTempDirectory("outpost-e2e").resolve("data"))
                        .compileQuickly();
        firstPort = FreePorts.inARow(LocalStack.PORTS);
        ports = "--ports-from=" + firstPort;
        slack = new SlackReceiver();
        traces = new TraceReceiver();
        Path slackUrl = Files.writeString(scratch.resolve("slack-url"), slack.url());
        stack.with("OUTPOST_SLACK_URL_FILE", slackUrl.toString());
        stack.up("--ha", "--emissions", ports);
        year = Recordings.year(scratch);
    }

    @AfterAll
    static void down() throws Exception {
        if (stack != null) {
            stack.close();
        }
        if (slack != null) {
            slack.close();
        }
        if (traces != null) {
            traces.close();
        }
    }

    @Test
    @Order(1)
    void aYearInOrderIsAsTheOracleComputesItAndRewritesNoRow() throws Exception {
        String output = replay(year.files(), "nycflights13");
        assertTrue(output.contains("= sent"), output);
        assertTrue(
                output.matches("(?s).*WIND_SPEED_METRES_PER_SECOND\\s+OUT_OF_RANGE\\s+1\\b.*"),
                output);
        assertVerified(stack.outpost("verify", "--every"));
        assertEquals(0, ofTheYear("sum(rewrites)"));
        assertEquals(
                1,
                stack.count(
                        "SELECT count(*) FROM outpost.hour_aggregates WHERE place_id = 'nyc-ewr' AND start_at = '2013-02-12T08:00:00Z' AND wind_speed_metres_per_second_n IS NULL AND air_temperature_celsius_n = 1"));
        contentInOrder = contentOfTheYear();
        recordsOfTheYear = ofTheYear("sum(accepted)");
        assertEquals(recordsOfTheYear, ofTheYear("sum(records)"));
    }

    @Test
    @Order(2)
    void theApiAnswersFromIt() throws Exception {
        JsonNode aggregates =
                get(
                        "/v1/places/nyc-jfk/aggregates?start=2013-07-15T00:00:00Z&end=2013-07-22T00:00:00Z");
        assertTrue(aggregates.get("observations").asInt() > 100, aggregates.toString());
        JsonNode conditions = get("/v1/places/nyc-jfk/conditions");
        assertEquals(5, conditions.get("conditions").size(), conditions.toString());
        String operators = "http://127.0.0.1:" + (firstPort + API_MANAGEMENT);
        HttpRequest ready = HttpRequest.newBuilder(URI.create(operators + "/health/ready")).build();
        // Flink has two seconds to answer, which it may miss on a busy machine.
        Await.until("the API is ready", PATIENCE, () -> send(ready).statusCode() == 200);
    }

    @Test
    @Order(2)
    void aPageOfAnotherSiteDrivesNoFlink() throws Exception {
        String job = new FlinkRest(stack.flinkUrl()).conditionsJob();
        URI savepoints = URI.create(stack.flinkUrl() + "/jobs/" + job + "/savepoints");
        String folder = "{\"target-directory\":\"file:/tmp/of-the-page\",\"cancel-job\":true}";
        HttpRequest.Builder post =
                HttpRequest.newBuilder(savepoints)
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString(folder));
        for (String[] page :
                List.of(
                        new String[] {"Origin", "http://evil.example"},
                        new String[] {"Origin", "null"},
                        new String[] {"Sec-Fetch-Site", "cross-site"})) {
            HttpResponse<String> answer = send(post.copy().header(page[0], page[1]).build());
            assertEquals(403, answer.statusCode(), answer.body());
        }
        HttpResponse<String> own =
                send(HttpRequest.newBuilder(URI.create(stack.flinkUrl() + "/overview")).build());
        assertEquals(200, own.statusCode());
        assertEquals(
                List.of(stack.flinkUrl()), own.headers().allValues("Access-Control-Allow-Origin"));
        assertEquals(job, new FlinkRest(stack.flinkUrl()).conditionsJob());
    }

    private static HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** What becomes of it is asked when the other tests have used the minute that it takes. */
    @Test
    @Order(4)
    void aFreshStackIsEmptyAndTakesTheYearShuffled() throws Exception {
        stack.outpost("down");
        List<String> options = new ArrayList<>(List.of("--fresh", "--emissions", ports));
        if (ObservePrograms.areInstalled()) {
            options.add("--observe");
        }
        FlinkConf traced =
                FlinkConf.copy(stack.home(), scratch.resolve("traced"))
                        .job("traces.otlp-url", traces.url());
        stack.up(traced.folder(), options.toArray(String[]::new));
        assertEquals(0, stack.count("SELECT count(*) FROM outpost.place_counters"));
        List<String> shuffled = new ArrayList<>(List.of("--shuffle", "PT2H", "--seed", "5"));
        shuffled.addAll(files(year.files(), "nycflights13"));
        send(shuffled);
    }

    @Test
    @Order(5)
    void badRecordsAreRejectedWhole() throws Exception {
        FlinkRest flink = new FlinkRest(stack.flinkUrl());
        String job = flink.conditionsJob();
        try (BadRecords bad = new BadRecords(stack)) {
            Map<Long, BadRecords.Sent> sent = bad.sendAll();
            Map<Long, BadRecords.Rejected> rejected = bad.rejected(sent.size());
            sent.forEach(
                    (offset, record) -> {
                        BadRecords.Rejected found = rejected.get(offset);
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
        }
        assertEquals(job, flink.conditionsJob(), "the job stayed up");
        assertEquals(0, flink.restarts(job));
    }

    /**
     * Of all observations one begins the alert: that one's trace goes on to readers of the topic.
     */
    @Test
    @Order(5)
    void aTraceLeadsFromTheSendersRecordToItsRowAndItsAlert() throws Exception {
        TracedObservations hot = new TracedObservations(stack, "traced");
        hot.send();
        Await.until("the alert is on its topic", PATIENCE, () -> hot.ofAlert().isPresent());
        Traceparent alert = hot.ofAlert().orElseThrow();
        Await.until(
                "all spans of the trace have come",
                PATIENCE,
                () -> traces.ofTrace(alert.traceId()).size() == 3);
        Map<String, TraceReceiver.Received> spans = new HashMap<>();
        traces.ofTrace(alert.traceId()).forEach(span -> spans.put(span.name(), span));
        TraceReceiver.Received applied = spans.get("apply observation");
        assertEquals("accepted", applied.attributes().get("outpost.outcome"));
        assertEquals(TracedObservations.SENDER, applied.parentSpanId());
        assertEquals(applied.spanId(), spans.get("write row").parentSpanId());
        assertEquals(applied.spanId(), spans.get("emit alert").parentSpanId());
        assertEquals(alert.spanId(), spans.get("emit alert").spanId());
        String asked = "0123456789abcdef0123456789abcdef";
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(stack.apiUrl() + "/v1/places/traced/conditions"))
                        .header(Traceparent.HEADER, "00-" + asked + "-00f067aa0ba902b7-01")
                        .build();
        assertEquals(200, send(request).statusCode());
        Await.until(
                "the request's span has come", PATIENCE, () -> !traces.ofTrace(asked).isEmpty());
        assertEquals("GET /v1/places/{id}/conditions", traces.ofTrace(asked).get(0).name());
    }

    @Test
    @Order(6)
    void aRegistryThatIsDownRejectsNothingAndLosesNothing() throws Exception {
        try (BadRecords records = new BadRecords(stack)) {
            int newer = new LogRecords(stack.registryUrl()).registerNewerSchema();
            stack.kill("registry");
            records.sendNewer(newer, "outage", 3);
            Await.until(
                    "the observations with a new schema are accepted",
                    PATIENCE,
                    () -> minutes("outage") >= 2);
            assertFalse(records.isRejected("outage"));
        }
    }

    /** Of the conditions job; what was under way is written again. */
    @Test
    @Order(7)
    void sessionsThatPostgresEndsAreMadeAgain() throws Exception {
        try (BadRecords records = new BadRecords(stack);
                Connection superuser = stack.postgresAsSuperuser();
                Statement statement = superuser.createStatement()) {
            int newer = new LogRecords(stack.registryUrl()).registerNewerSchema();
            ResultSet ended =
                    statement.executeQuery(
                            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'outpost-conditions'");
            assertTrue(ended.next() && ended.getLong(1) > 0, "the conditions job had sessions");
            records.sendNewer(newer, "sessions", 3);
            Await.until(
                    "the rows of observations that came afterwards are written",
                    PATIENCE,
                    () -> minutes("sessions") >= 2);
        }
    }

    @Test
    @Order(8)
    void aMixOfTroubleBesideHonestPlacesStopsNothing() throws Exception {
        FlinkRest flink = new FlinkRest(stack.flinkUrl());
        String job = flink.conditionsJob();
        try (HostileMix mix =
                new HostileMix(
                        stack.kafka(), stack.registryUrl(), NEW_YORK, 1, RECORDS_PER_SECOND)) {
            mix.send(TROUBLES);
        }
        mixSentAt = Instant.now();
        try (LogOffsets log = new LogOffsets(stack.kafka())) {
            var ends = log.ends();
            for (String group : List.of("outpost-conditions", "outpost-archive")) {
                Await.until(
                        group + " has read the mix", PATIENCE, () -> log.hasCommitted(group, ends));
            }
        }
        assertEquals(job, flink.conditionsJob(), "the job stayed up");
        assertEquals(0, flink.restarts(job));
        String status = stack.outpost("status");
        assertTrue(status.contains("UNKNOWN_SCHEMA"), status);
    }

    /** Ten times by {@code ./outpost faults --single api-killed}. */
    @Test
    @Order(8)
    void whatIsSentOverHttpIsOnceInTheLogAlsoWhenTheApiIsKilled() throws Exception {
        System.out.println(ApiKills.run(stack, 2, 1));
    }

    @Test
    @Order(9)
    void neitherDisorderNorTroubleChangesTheYearAndAllIsCounted() throws Exception {
        Await.holds(PATIENCE, () -> contentInOrder.equals(contentOfTheYear()));
        assertEquals(contentInOrder, contentOfTheYear());
        Await.until(
                "the year is counted with what came beside it",
                PATIENCE,
                () -> countedAfter(mixSentAt) == NEW_YORK.size());
        assertEquals(recordsOfTheYear, ofTheYear("sum(accepted)"));
        assertTrue(ofTheYear("sum(rewrites)") > 0, "the disorder was real");
        Await.until(
                "the flagged observation is counted",
                PATIENCE,
                () -> stack.count(BadRecords.FLAGGED_SQL) == 1);
        for (String place : List.of("outage", "sessions")) {
            Await.until(
                    "the observations of " + place + " are counted",
                    PATIENCE,
                    () ->
                            stack.count(
                                            "SELECT accepted FROM outpost.place_counters WHERE place_id = '%s'"
                                                    .formatted(place))
                                    == 3);
        }
    }

    @Test
    @Order(9)
    void whatRulesAndDashboardsAskForIsMeasuredAndAlertsGoToSlack() throws Exception {
        Assumptions.assumeTrue(
                ObservePrograms.areInstalled(),
                "NOTICE: skipped, Prometheus is not installed (.ci/run installs it)");
        Prometheus prometheus = new Prometheus("http://127.0.0.1:" + (firstPort + PROMETHEUS));
        get("/v1/places");
        Path folder = Files.createDirectory(scratch.resolve("ingest"));
        try (Ingest ingest = new Ingest(stack, firstPort, folder)) {
            ingest.send();
            Await.holds(PATIENCE, () -> prometheus.withoutData().isEmpty());
            assertEquals(Map.of(), prometheus.withoutData());
        }
        assertEquals(1, prometheus.alertmanagers());
        String mostAlerts =
                "sum(max_over_time(flink_taskmanager_job_task_operator_user_alerts[2h]))";
        assertTrue(prometheus.number(mostAlerts) > 0, "alerts were emitted");
        HttpResponse<String> taken =
                send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:%d/api/v2/alerts"
                                                        .formatted(firstPort + ALERTMANAGER)))
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "[{\"labels\":{\"alertname\":\"OutpostJobDown\",\"severity\":\"page\"},\"annotations\":{\"summary\":\"No task of it runs\",\"runbook_url\":\"docs/runbooks.md#a-part-is-down\"}}]"))
                                .build());
        assertEquals(200, taken.statusCode(), taken.body());
        Await.until("the alert is at Slack", PATIENCE, () -> !slack.messages().isEmpty());
        String message = slack.messages().get(0);
        assertTrue(message.contains("FIRING: OutpostJobDown"), message);
        assertTrue(
                message.contains("No task of it runs (docs/runbooks.md#a-part-is-down)"), message);
    }

    /** Of two measures with one name in one group only the first is reported. */
    @Test
    @Order(9)
    void noMeasureOfOursIsHiddenBehindAnother() throws Exception {
        try (Stream<String> lines =
                Files.lines(stack.data().resolve("logs").resolve("taskmanager.log"))) {
            List<String> hidden =
                    lines.filter(line -> line.contains("Name collision: "))
                            .filter(line -> line.endsWith(", user]"))
                            .toList();
            assertEquals(List.of(), hidden);
        }
    }

    @Test
    @Order(10)
    void theSameYearAgainUnderKillsChangesNoRowAndAllIsAsTheOracleComputesIt() throws Exception {
        long before = ofTheYear("sum(duplicate + late)");
        List<String> again = new ArrayList<>(List.of("--allow-late"));
        again.addAll(files(year.files(), "nycflights13"));
        send(again);
        String output =
                stack.outpost(
                        "faults",
                        "--running",
                        "--kills=2",
                        "--seed=1",
                        "--places=30",
                        "--without-outage");
        assertVerified(output);
        assertTrue(output.contains("Zero failures in 2 kills"), output);
        assertEquals(contentInOrder, contentOfTheYear());
        assertEquals(recordsOfTheYear, ofTheYear("sum(accepted)"));
        assertEquals(before + recordsOfTheYear, ofTheYear("sum(duplicate + late)"));
    }

    @Test
    @Order(11)
    void kafkasConsoleConsumerReadsEachAlertOnceAfterTheKills() throws Exception {
        try (ConsoleConsumer consumer = ConsoleConsumer.start(stack)) {
            Await.until(
                    "each alert of the tables is on the topic, once",
                    PATIENCE,
                    () ->
                            alertIds()
                                    .equals(
                                            consumer.printed().stream()
                                                    .map(one -> one.alert().getAlertId())
                                                    .sorted()
                                                    .toList()));
        }
    }

    /** Of the tables, in order. */
    private static List<String> alertIds() throws SQLException {
        String all =
                stack.one(
                        """
                        SELECT string_agg(alert_id, ' ') FROM (
                            SELECT alert_id FROM outpost.alerts
                            UNION ALL SELECT alert_id FROM outpost.preference_alerts) alerts
                        """);
        return Stream.of(all.split(" ", -1)).sorted().toList();
    }

    @Test
    @Order(11)
    void theLastMinuteOfALivePlaceThatFellSilentIsClosedByADeadline() throws Exception {
        Await.until(
                "the minutes of the registry's outage are closed",
                PATIENCE,
                () -> minutes("outage") == 3);
        assertEquals(
                0,
                stack.count(
                        "SELECT count(*) FROM outpost.alerts WHERE subject = 'NO_DATA' AND place_id NOT LIKE 'silent%'"),
                "live places that reported minutes ago are not silent");
    }

    @Test
    @Order(12)
    void theRowsOfRecordingsScoreAsTheClassesOfTheModelsDo() throws Exception {
        Optional<Path> sites = Recordings.sites(scratch);
        Assumptions.assumeTrue(sites.isPresent(), "NOTICE: skipped, there are no recordings");
        String[] command = {"validate", "rows", "--recordings=" + sites.get()};
        String output = stack.outpost(command);
        System.out.println(output);
        assertFalse(output.contains("NaN"), output);
        assertTrue(output.contains("rows of 35,112 of the 35,112 hours"), output);
        Recordings.exchangeStations(sites.get());
        LocalStack.Result others = stack.run(PATIENCE, command);
        assertEquals(1, others.exitCode(), others.output());
        assertTrue(others.output().contains("4 of 4 places are in the stack"), others.output());
        assertTrue(others.output().contains("**not the same**"), others.output());
    }

    private static long ofTheYear(String what) throws SQLException {
        return stack.count(
                "SELECT " + what + " FROM outpost.place_counters WHERE place_id LIKE 'nyc-%'");
    }

    /** Counts go out up to a minute after what they count; none of before that is missing then. */
    private static long countedAfter(Instant instant) throws SQLException {
        return stack.count(
                "SELECT count(*) FROM outpost.place_counters WHERE place_id LIKE 'nyc-%%' AND as_of > to_timestamp(%d / 1000.0)"
                        .formatted(instant.toEpochMilli()));
    }

    private static long minutes(String place) throws SQLException {
        return stack.count(
                "SELECT count(*) FROM outpost.minute_aggregates WHERE place_id = '%s'"
                        .formatted(place));
    }

    private static String replay(List<Path> files, String mapping)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--wait"));
        arguments.addAll(files(files, mapping));
        return send(arguments);
    }

    private static String send(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("replay"));
        command.addAll(arguments);
        String output = stack.outpost(command.toArray(String[]::new));
        System.out.println(output);
        return output;
    }

    private static List<String> files(List<Path> files, String mapping) {
        List<String> arguments = new ArrayList<>(List.of("--mapping", mapping));
        files.forEach(file -> arguments.add(file.toString()));
        return arguments;
    }

    private static void assertVerified(String output) {
        System.out.println(output);
        assertTrue(output.contains(" lost=0 duplicated=0 wrong=0 stale=0"), output);
    }

    private static List<String> contentOfTheYear() throws SQLException {
        return ContentDigest.of(stack, "nyc-%");
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        return read(stack.apiUrl() + path);
    }

    private static JsonNode read(String url) throws IOException, InterruptedException {
        HttpResponse<String> response =
                HTTP.send(
                        HttpRequest.newBuilder(URI.create(url)).build(),
                        HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(url + ": " + response.statusCode() + " " + response.body());
        }
        return new ObjectMapper().readTree(response.body());
    }
}
