package io.outpost.archive.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.archive.parts.ObservationLog;
import io.outpost.archive.parts.Parts;
import io.outpost.archive.pipeline.ArchivePipeline;
import io.outpost.archive.pipeline.Inputs;
import io.outpost.archive.pipeline.Outputs;
import io.outpost.archive.pipeline.Settings;
import io.outpost.archive.postgres.RawRows;
import io.outpost.flink.parts.Await;
import io.outpost.flink.parts.RunningJob;
import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import io.outpost.schemas.wire.Topic;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole job between a real broker, a real registry and a real Postgres. */
@SuppressWarnings("try") // an interrupt ends the test, wherever it comes
class ArchiveJobIT {
    private static final Instant NOON = Instant.parse("2024-07-01T12:00:00Z");
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ROWS =
            "SELECT concat_ws(' ', place_id, sensor_id, observed_at AT TIME ZONE 'UTC', observed_millisecond, air_temperature_celsius, flagged, extras) FROM outpost.raw_observations ORDER BY place_id, observed_at, sensor_id";

    @RegisterExtension
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir private static Path partsFolder;
    private static Parts parts;

    @TempDir private Path checkpoints;
    private ObservationLog log;

    @BeforeAll
    static void startParts() throws Exception {
        parts = Parts.start(partsFolder);
    }

    @AfterAll
    static void stopParts() throws Exception {
        parts.close();
    }

    @BeforeEach
    void openLog() {
        log = new ObservationLog(parts);
    }

    /** Each test has a log and a table of its own. */
    @AfterEach
    void forget() throws Exception {
        log.close();
        parts.broker().deleteTopic(Topic.OBSERVATIONS.topicName());
        Await.until("the topic is gone", LIMIT, this::makeTopic);
        rows("SELECT outpost.drop_partitions_before('raw_observations', '9999-01-01')");
        rows("SELECT outpost.drop_partitions_before('raw_observations', '9999-01-01')");
    }

    @Test
    void keepsTheAcceptedObservationsAsTheyWereSent() throws Exception {
        append("a", NOON, 20);
        append("a", NOON, 20);
        append("a", NOON.plusMillis(400), 99);
        append("a", NOON.minus(Duration.ofDays(8)), 1);
        append("a", NOON.plus(Duration.ofDays(30)), 2);
        append("a", NOON.plusSeconds(60), 21);
        log.append("a", new byte[] {1, 2, 3});
        append("b", NOON, 30);
        append("b", NOON.plus(Duration.ofDays(30)), 31);
        append("b", NOON.plus(Duration.ofDays(30)).plusSeconds(60), 32);
        log.append(
                observation("c", NOON, Double.NaN)
                        .setRelativeHumidityPercent(-9999.0)
                        .setWindSpeedMetresPerSecond(468.4)
                        .setPressureHectopascals(1000.0)
                        .setExtras(Map.of("firm\"ware", "2\n\0")));
        log.append(observation("d", NOON, 999.9));
        try (RunningJob job = start(Map.of(), null)) {
            awaitRows(6);
        }
        assertEquals(
                List.of(
                        "a station 2024-07-01 12:00:00 0 20",
                        "a station 2024-07-01 12:01:00 0 21",
                        "b station 2024-07-01 12:00:00 0 30",
                        "b station 2024-07-31 12:00:00 0 31",
                        "b station 2024-07-31 12:01:00 0 32",
                        "c station 2024-07-01 12:00:00 0 "
                                + "{\"air_temperature_celsius\": {\"value\": null, \"reason\": \"NOT_A_NUMBER\"}, "
                                + "\"relative_humidity_percent\": {\"value\": -9999.0, \"reason\": \"SENTINEL\"}, "
                                + "\"wind_speed_metres_per_second\": {\"value\": 468.4, \"reason\": \"OUT_OF_RANGE\"}} "
                                + "{\"firm\\\"ware\": \"2\\n\uFFFD\"}"),
                rows(ROWS));
        assertEquals(
                List.of("raw_observations_202407"),
                rows(
                        "SELECT relname FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE inhparent = 'outpost.raw_observations'::regclass ORDER BY relname"));
    }

    /** The place waits for its next observation, and for nothing else that names it. */
    @Test
    void passesOverWhatIsNoObservation() throws Exception {
        append("a", NOON, 1);
        append("a", NOON.plus(Duration.ofDays(30)), 2);
        log.appendTicks();
        log.append(Place.newBuilder().setPlaceId("a").setName("A").build());
        append("a", NOON.plus(Duration.ofDays(30)).plusSeconds(1), 3);
        try (RunningJob job = start(Map.of(), null)) {
            awaitRows(3);
        }
        assertEquals(
                List.of(
                        "a station 2024-07-01 12:00:00 0 1",
                        "a station 2024-07-31 12:00:00 0 2",
                        "a station 2024-07-31 12:00:01 0 3"),
                rows(ROWS));
    }

    @Test
    void goesOnFromACheckpointAndWritesNothingTwice() throws Exception {
        appendMany(5_000);
        append("jumping", NOON, 1);
        append("jumping", NOON.plus(Duration.ofDays(100)), 2);
        Path checkpoint;
        try (RunningJob first = start(Map.of(), null)) {
            awaitRows(5_001);
            first.awaitNextCheckpoint();
            checkpoint = first.cancel();
        }
        rows(
                "WITH gone AS (DELETE FROM outpost.raw_observations RETURNING 1) SELECT count(*) FROM gone");
        append("jumping", NOON.plus(Duration.ofDays(100)).plusSeconds(1), 3);
        append("jumping", NOON.plusSeconds(1), 4);
        append("place-0", NOON.minus(Duration.ofDays(8)), 5);
        append("place-0", NOON.plus(Duration.ofDays(1)), 6);
        try (RunningJob second = start(Map.of(), checkpoint)) {
            awaitRows(3);
        }
        assertEquals(
                List.of(
                        "jumping station 2024-10-09 12:00:00 0 2",
                        "jumping station 2024-10-09 12:00:01 0 3",
                        "place-0 station 2024-07-02 12:00:00 0 6"),
                rows(ROWS));
    }

    @Test
    void aCrashBetweenCheckpointsWritesNothingTwice() throws Exception {
        appendMany(20_000);
        try (RunningJob crashing = start(Map.of("archive.batch-rows", 500), null)) {
            awaitRows(2_000);
        }
        try (RunningJob again = start(Map.of(), null)) {
            awaitRows(20_000);
        }
        assertEquals(List.of("20000"), rows("SELECT count(*) FROM outpost.raw_observations"));
    }

    @Test
    void theSameLogGivesTheSameRowsAtEveryParallelism() throws Exception {
        appendDirty(20_000);
        append("end", NOON, 0);
        List<String> one = rowsOfTheWholeLog(1);
        rows("SELECT outpost.drop_partitions_before('raw_observations', '9999-01-01')");
        List<String> two = rowsOfTheWholeLog(2);
        assertTrue(one.size() > 5_000, "rows: " + one.size());
        assertTrue(one.equals(two), one.size() + " rows and " + two.size());
    }

    @Test
    void dropsWhatIsOlderThanTheRetentionAndWritesNoneOfIt() throws Exception {
        Instant now = Instant.now();
        rows("SELECT outpost.make_partition('raw_observations', '2020-02-29')");
        append("old", now.minus(Duration.ofDays(40)), 1);
        append("young", now.minus(Duration.ofDays(29)), 2);
        append("youngest", now, 3);
        try (RunningJob job = start(Map.of("archive.retention", "P30D"), null)) {
            awaitRows(2);
        }
        assertEquals(
                List.of("young", "youngest"),
                rows("SELECT place_id FROM outpost.raw_observations ORDER BY 1"));
        assertEquals(
                List.of(),
                rows("SELECT 1 WHERE to_regclass('outpost.raw_observations_202002') IS NOT NULL"));
    }

    @Test
    void goesOnWhenPostgresHasEndedItsSession() throws Exception {
        append("a", NOON, 1);
        try (RunningJob job = start(Map.of(), null)) {
            awaitRows(1);
            rows(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'outpost-archive'");
            append("a", NOON.plusSeconds(1), 2);
            awaitRows(2);
        }
    }

    private RunningJob start(Map<String, Object> more, Path checkpoint) throws Exception {
        Map<String, Object> values = parts.settings();
        values.put("archive.batch-interval", "PT0.1S");
        values.putAll(more);
        log.flush();
        Settings settings = Settings.of(values);
        RunningJob.Graph graph =
                environment ->
                        ArchivePipeline.build(
                                environment,
                                Inputs.fromKafka(settings),
                                new Outputs(new RawRows(settings)),
                                settings);
        return RunningJob.start(graph, checkpoints, checkpoint, RunningJob.Restarts.NEVER);
    }

    private void appendMany(int count) {
        for (int i = 0; i < count; i++) {
            append("place-" + i % 50, NOON.plusSeconds(i / 50), i % 40);
        }
    }

    /** Repeated, conflicting, out of order, behind and ahead. */
    private void appendDirty(int count) {
        Random random = new Random(7);
        for (int i = 0; i < count; i++) {
            Instant at = NOON.plusSeconds(i / 20).plusMillis(random.nextInt(1000));
            Duration drift =
                    switch (random.nextInt(50)) {
                        case 0 -> Duration.ofDays(-8);
                        case 1 -> Duration.ofDays(random.nextInt(5) == 0 ? 8 : 0);
                        case 2, 3, 4 -> Duration.ofSeconds(-random.nextInt(30));
                        default -> Duration.ZERO;
                    };
            append("place-" + random.nextInt(20), at.plus(drift), random.nextInt(40));
        }
    }

    private void append(String place, Instant at, double celsius) {
        log.append(observation(place, at, celsius));
    }

    private static Observation.Builder observation(String place, Instant at, double celsius) {
        return Observation.newBuilder()
                .setPlaceId(place)
                .setSensorId("station")
                .setObservedAt(at)
                .setAirTemperatureCelsius(celsius);
    }

    private static void awaitRows(int count) throws Exception {
        Await.until(
                count + " rows",
                LIMIT,
                () -> rows("SELECT 1 FROM outpost.raw_observations").size() >= count);
    }

    /** Offsets are committed with the checkpoint that their rows were written before. */
    private List<String> rowsOfTheWholeLog(int parallelism) throws Exception {
        String group = "of-" + parallelism;
        Map<String, Object> settings =
                Map.of("archive.parallelism", parallelism, "archive.group-id", group);
        try (RunningJob job = start(settings, null)) {
            Await.until(
                    "the whole log is read",
                    LIMIT,
                    () -> parts.broker().lag(group, Topic.OBSERVATIONS.topicName()) == 0);
            return rows(ROWS);
        }
    }

    private boolean makeTopic() throws Exception {
        try {
            parts.broker().createTopic(Topic.OBSERVATIONS.topicName(), Parts.PARTITIONS);
            return true;
        } catch (java.util.concurrent.ExecutionException e) {
            return false;
        }
    }

    private static List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = parts.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
