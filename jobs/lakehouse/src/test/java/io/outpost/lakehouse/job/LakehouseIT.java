package io.outpost.lakehouse.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.archive.parts.ObservationLog;
import io.outpost.archive.parts.Parts;
import io.outpost.archive.pipeline.ArchivePipeline;
import io.outpost.archive.pipeline.Inputs;
import io.outpost.archive.pipeline.Outputs;
import io.outpost.archive.postgres.RawRows;
import io.outpost.flink.parts.RunningJob;
import io.outpost.lakehouse.parts.KillingCatalog;
import io.outpost.lakehouse.parts.KillingCatalog.Kill;
import io.outpost.lakehouse.parts.Rows;
import io.outpost.lakehouse.pipeline.LakehousePipeline;
import io.outpost.lakehouse.pipeline.RebuildPipeline;
import io.outpost.lakehouse.pipeline.Settings;
import io.outpost.lakehouse.table.Commits;
import io.outpost.lakehouse.table.ObservationTable;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole job between a real broker and a real table, beside the archive job and a real Postgres.
 */
@SuppressWarnings("try") // an interrupt ends the test, wherever it comes
class LakehouseIT {
    private static final Instant NOON = Instant.parse("2024-07-01T12:00:00Z");
    private static final int KILLS = 6;
    private static final int RECORDS_PER_KILL = 800;
    private static final int LATER = 50;

    private static final String ALL_OF_POSTGRES =
            "SELECT raw_observations::text FROM outpost.raw_observations";
    private static final String KEYS_OF_POSTGRES =
            "SELECT concat_ws(' ', place_id, sensor_id, (extract(epoch FROM observed_at) * 1000)::bigint + observed_millisecond, kafka_partition, kafka_offset, air_temperature_celsius::numeric(9, 3)) FROM outpost.raw_observations";
    private static final String KEYS_OF_DUCKDB =
            "SELECT concat_ws(' ', place_id, sensor_id, epoch_ms(observed_at), kafka_partition, kafka_offset, air_temperature_celsius::decimal(9, 3)) FROM read_parquet([%s])";

    @RegisterExtension
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(2)
                            .setNumberSlotsPerTaskManager(3)
                            .build());

    @TempDir private Path folder;
    private final Random random = new Random(11);
    private Parts parts;
    private ObservationLog log;
    private int appended;

    @BeforeEach
    void startParts() throws Exception {
        parts = Parts.start(Files.createDirectory(folder.resolve("parts")));
        log = new ObservationLog(parts);
    }

    @AfterEach
    void stopParts() throws Exception {
        log.close();
        parts.close();
    }

    @Test
    void holdsEachAcceptedObservationOnceWhateverIsKilled(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        Path checkpoint;
        List<String> archived;
        Table table = ObservationTable.prepare(settings(Map.of()).warehouse());
        try (RunningJob job = startLakehouse(table, Map.of(), null)) {
            killAgainAndAgain(job, table, cluster);
            archived = archiveTheLog();
            awaitRows(job, table, archived.size());
            checkpoint = job.cancel();
        }
        assertTrue(archived.size() > 3_000, "rows: " + archived.size());
        List<String> keys = sorted(fromPostgres(KEYS_OF_POSTGRES));
        assertEquals(keys, sorted(fromDuckDb(table)));
        assertEquals(keys.size(), new HashSet<>(Rows.of(table)).size());
        assertRebuilt(table, archived);
        Path newest = assertGoesBack(table, keys.size(), checkpoint);
        assertMaintained(table, newest);
        assertEquals(keys.size() + LATER, new HashSet<>(fromDuckDb(table)).size());
        assertRefused(table, null, "starts without a checkpoint");
    }

    /** In the middle of commits, between them, and with a whole TaskManager. */
    private void killAgainAndAgain(RunningJob job, Table table, MiniCluster cluster)
            throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            long before = total(table, "total-records");
            appendDirty(RECORDS_PER_KILL);
            job.await("rows are committed", () -> total(table, "total-records") > before);
            appendDirty(RECORDS_PER_KILL);
            switch (kill % 3) {
                case 0 -> awaitKill(job, Kill.BEFORE_COMMIT);
                case 1 -> awaitKill(job, Kill.AFTER_COMMIT);
                default -> {
                    cluster.terminateTaskManager(kill % 2).get();
                    cluster.startTaskManager();
                }
            }
        }
        appendDirty(RECORDS_PER_KILL);
    }

    private static void awaitKill(RunningJob job, Kill kill) throws Exception {
        KillingCatalog.killNext(kill);
        job.await("a task is killed " + kill, KillingCatalog::hasKilled);
    }

    /** Runs the archive job over the whole log; returns all rows, as text. */
    private List<String> archiveTheLog() throws Exception {
        var archive = settings(Map.of()).archive();
        Path checkpoints = Files.createDirectories(folder.resolve("archive"));
        RunningJob.Graph graph =
                environment ->
                        ArchivePipeline.build(
                                environment,
                                Inputs.fromKafka(archive),
                                new Outputs(new RawRows(archive)),
                                archive);
        try (RunningJob job =
                RunningJob.start(graph, checkpoints, null, RunningJob.Restarts.AT_ONCE)) {
            job.await(
                    "the whole log is archived",
                    () ->
                            parts.broker().lag(archive.groupId(), Topic.OBSERVATIONS.topicName())
                                    == 0);
        }
        return sorted(fromPostgres(ALL_OF_POSTGRES));
    }

    private static void awaitRows(RunningJob job, Table table, long count) throws Exception {
        job.await(count + " rows", () -> total(table, "total-records") >= count);
        assertEquals(count, total(table, "total-records"));
    }

    private static long total(Table table, String what) {
        table.refresh();
        return table.currentSnapshot() == null
                ? 0
                : Long.parseLong(table.currentSnapshot().summary().get(what));
    }

    private void assertRebuilt(Table table, List<String> archived) throws Exception {
        fromPostgres("SELECT outpost.drop_partitions_before('raw_observations', '9999-01-01')");
        fromPostgres("SELECT outpost.drop_partitions_before('raw_observations', '9999-01-01')");
        assertEquals(List.of(), fromPostgres(ALL_OF_POSTGRES));
        Settings settings = settings(Map.of());
        RunningJob.Graph graph = environment -> RebuildPipeline.build(environment, table, settings);
        Path checkpoints = Files.createDirectories(folder.resolve("rebuild"));
        try (RunningJob rebuild =
                RunningJob.start(graph, checkpoints, null, RunningJob.Restarts.AT_ONCE)) {
            rebuild.awaitEnd();
        }
        assertEquals(archived, sorted(fromPostgres(ALL_OF_POSTGRES)));
    }

    /** By itself, Iceberg's sink would commit rows again that it reads again. */
    private Path assertGoesBack(Table table, int rows, Path checkpoint) throws Exception {
        for (int i = 0; i < LATER; i++) {
            log.append(observation("later", NOON.plusSeconds(i)));
        }
        log.flush();
        try (RunningJob job = startLakehouse(table, Map.of(), checkpoint)) {
            awaitRows(job, table, rows + LATER);
        }
        List<String> expected = Rows.of(table);
        assertRefused(table, checkpoint, "it would write rows again");
        Commits.goBack(table, RunningJob.number(checkpoint));
        assertEquals(rows, total(table, "total-records"));
        Path newest;
        try (RunningJob job = startLakehouse(table, Map.of(), checkpoint)) {
            awaitRows(job, table, rows + LATER);
            newest = job.cancel();
        }
        assertEquals(expected, Rows.of(table));
        return newest;
    }

    private void assertMaintained(Table table, Path checkpoint) throws Exception {
        List<String> rows = Rows.of(table);
        long filesBefore = total(table, "total-data-files");
        long snapshotsBefore = Rows.snapshots(table);
        assertTrue(filesBefore > 15 && snapshotsBefore > 5, "small files, many snapshots");
        Map<String, Object> often =
                Map.of(
                        "lakehouse.compaction-interval", "PT1S",
                        "lakehouse.snapshot-retention", "PT1S");
        try (RunningJob again = startLakehouse(table, often, checkpoint)) {
            again.await(
                    "the table is compacted, and old snapshots are gone",
                    () ->
                            total(table, "total-data-files") < filesBefore / 2
                                    && Rows.snapshots(table) <= 3);
        }
        table.refresh();
        assertEquals(rows, Rows.of(table));
        System.out.printf(
                "%d records, %d rows; files %d -> %d, snapshots %d -> %d%n",
                appended,
                rows.size(),
                filesBefore,
                total(table, "total-data-files"),
                snapshotsBefore,
                Rows.snapshots(table));
    }

    private void assertRefused(Table table, Path checkpoint, String why) throws Exception {
        try (RunningJob job = startLakehouse(table, Map.of(), checkpoint)) {
            ExecutionException refused = assertThrows(ExecutionException.class, job::awaitEnd);
            assertTrue(ExceptionUtils.findThrowableWithMessage(refused, why).isPresent());
        }
    }

    private RunningJob startLakehouse(Table table, Map<String, Object> more, Path checkpoint)
            throws Exception {
        Settings settings = settings(more);
        RunningJob.Graph graph =
                environment ->
                        LakehousePipeline.build(
                                environment,
                                Inputs.fromKafka(settings.archive(), settings.groupId()),
                                table,
                                settings);
        Path checkpoints = Files.createDirectories(folder.resolve("lakehouse"));
        return RunningJob.start(graph, checkpoints, checkpoint, RunningJob.Restarts.AT_ONCE);
    }

    private Settings settings(Map<String, Object> more) throws Exception {
        Path catalog =
                Files.writeString(
                        folder.resolve("catalog.properties"),
                        "catalog-impl=" + KillingCatalog.class.getName());
        Map<String, Object> values = new HashMap<>(parts.settings());
        values.put("archive.batch-interval", "PT0.1S");
        values.put("lakehouse.parallelism", 2);
        values.put("lakehouse.commit-interval", "PT0.2S");
        values.put("lakehouse.warehouse", folder.resolve("warehouse").toUri().toString());
        values.put("lakehouse.catalog-properties", catalog.toString());
        values.putAll(more);
        return Settings.of(values);
    }

    /**
     * Repeated, conflicting, out of order, behind, ahead, with bad values, and no records at all.
     */
    private void appendDirty(int count) {
        for (int i = 0; i < count; i++) {
            Instant at = NOON.plusSeconds(appended / 20).plusMillis(random.nextInt(1000));
            Duration drift =
                    switch (random.nextInt(50)) {
                        case 0 -> Duration.ofDays(-8);
                        case 1 -> Duration.ofDays(random.nextInt(5) == 0 ? 8 : 0);
                        case 2, 3, 4 -> Duration.ofSeconds(-random.nextInt(30));
                        default -> Duration.ZERO;
                    };
            String place = "place-" + random.nextInt(20);
            if (random.nextInt(100) == 0) {
                log.append(place, new byte[] {1, 2, 3});
            }
            log.append(observation(place, at.plus(drift)));
            appended++;
        }
        log.flush();
    }

    private Observation.Builder observation(String place, Instant at) {
        Observation.Builder observation =
                Observation.newBuilder()
                        .setPlaceId(place)
                        .setSensorId("station-" + random.nextInt(2))
                        .setObservedAt(at)
                        .setAirTemperatureCelsius((double) random.nextInt(40))
                        .setPressureHectopascals(1000 + random.nextDouble());
        return switch (random.nextInt(10)) {
            case 0 -> observation.setRelativeHumidityPercent(-9999.0);
            case 1 -> observation.setWindSpeedMetresPerSecond(468.4);
            case 2 -> observation.setExtras(Map.of("firm\"ware", "2\n\0"));
            case 3 -> observation.setReportingIntervalSeconds(60);
            default -> observation;
        };
    }

    private List<String> fromPostgres(String sql) throws SQLException {
        try (Connection connection = parts.connect()) {
            return texts(connection, sql);
        }
    }

    /** The files of the current snapshot: a folder has others too. */
    private static List<String> fromDuckDb(Table table) throws Exception {
        table.refresh();
        String files =
                Rows.files(table).stream()
                        .map(file -> "'" + file + "'")
                        .collect(Collectors.joining(","));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return texts(connection, KEYS_OF_DUCKDB.formatted(files));
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                texts.add(result.getString(1));
            }
        }
        return texts;
    }

    private static List<String> sorted(List<String> texts) {
        Collections.sort(texts);
        return texts;
    }
}
