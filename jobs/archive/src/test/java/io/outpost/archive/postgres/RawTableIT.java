package io.outpost.archive.postgres;

import static io.outpost.archive.admit.RawObservations.NOON;
import static io.outpost.archive.admit.RawObservations.observation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.outpost.archive.admit.RawObservation;
import io.outpost.archive.pipeline.Settings;
import io.outpost.core.weather.Quantity;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Real Postgres, migrated as in production, in a time zone that is not ours; rows are written with
 * the rights of the job.
 */
class RawTableIT {
    private static EmbeddedPostgres postgres;

    private RawTable table;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().setServerConfig("timezone", "Asia/Tokyo").start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        text("CREATE ROLE archive LOGIN IN ROLE outpost_archive");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void open() throws SQLException {
        table =
                new RawTable(
                        Settings.of(
                                Map.of(
                                        "postgres.url",
                                        postgres.getJdbcUrl("postgres", "postgres"),
                                        "postgres.user",
                                        "archive")));
        dropAll();
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void writesEachColumn() throws SQLException {
        long flags = 3L << (Quantity.WIND_SPEED_METRES_PER_SECOND.code() * 3);
        write(
                observation()
                        .at(NOON.plusMillis(789))
                        .offset(42)
                        .celsius(-3.25)
                        .with(Quantity.SOIL_MOISTURE_PERCENT, 0)
                        .with(Quantity.WIND_SPEED_METRES_PER_SECOND, 468.4)
                        .flags(flags)
                        .extras("{\"firmware\":\"2\"}".getBytes(StandardCharsets.UTF_8))
                        .build());
        assertEquals(
                "trailhead|station|2024-07-01 12:00:00|789|2024-07-01 12:00:02.289|3|42|60|-3.25|0",
                text(
                        "SELECT concat_ws('|', place_id, sensor_id, observed_at AT TIME ZONE 'UTC', observed_millisecond, received_at AT TIME ZONE 'UTC', kafka_partition, kafka_offset, reporting_interval_seconds, air_temperature_celsius, soil_moisture_percent) FROM outpost.raw_observations"));
        assertEquals(
                "{\"wind_speed_metres_per_second\": {\"value\": 468.4, \"reason\": \"OUT_OF_RANGE\"}}",
                text("SELECT flagged FROM outpost.raw_observations"));
        assertEquals("2", text("SELECT extras->>'firmware' FROM outpost.raw_observations"));
        assertEquals(
                "t",
                text(
                        "SELECT wind_speed_metres_per_second IS NULL AND dew_point_celsius IS NULL FROM outpost.raw_observations"));
    }

    @Test
    void everyQuantityHasItsColumn() throws SQLException {
        for (Quantity quantity : Quantity.sent()) {
            Instant at = NOON.plusSeconds(quantity.code());
            write(observation().at(at).with(quantity, 7.5).build());
            assertEquals(
                    "7.5",
                    text(
                            "SELECT %s FROM outpost.raw_observations WHERE observed_at = '%s'"
                                    .formatted(quantity.columnName(), at)));
        }
    }

    @Test
    void ofSeveralWithOneKeyTheFirstStays() throws SQLException {
        assertEquals(1, write(observation().celsius(1).build(), observation().celsius(2).build()));
        assertEquals(0, write(observation().celsius(3).at(NOON.plusMillis(500)).build()));
        assertEquals("1", text("SELECT air_temperature_celsius FROM outpost.raw_observations"));
    }

    @Test
    void keepsIdsAndTextsThatPostgresCannotHoldAsTheyAre() throws SQLException {
        write(observation().place("a\0b").sensor("\uD800").build());
        assertEquals(
                "a\uFFFDb|?",
                text("SELECT place_id || '|' || sensor_id FROM outpost.raw_observations"));
    }

    @Test
    void writesToThePartitionOfEachMonth() throws SQLException {
        Instant midnight = Instant.parse("2024-07-01T00:00:00Z");
        write(
                observation().at(midnight.minusMillis(1)).build(),
                observation().at(midnight).build(),
                observation().at(midnight.plus(Duration.ofDays(3650))).build());
        assertEquals(
                "raw_observations_202406,raw_observations_202407,raw_observations_203406",
                partitions());
        write(observation().at(midnight.plusSeconds(1)).build());
        assertEquals("2", text("SELECT count(*) FROM outpost.raw_observations_202407"));
    }

    /** One sensor that steps a day a record: what once made a table of each. */
    @Test
    void twentyThousandDaysAreTwoBatches() throws SQLException {
        for (int first = 0; first < 20_000; first += 10_000) {
            RawBatch batch = new RawBatch(10_000);
            for (int day = first; batch.hasRoom(); day++) {
                batch.add(observation().at(Instant.ofEpochSecond(day * 86_400L + 1)).build());
            }
            assertEquals(10_000, table.write(batch));
        }
        assertEquals("20000", text("SELECT count(*) FROM outpost.raw_observations"));
        assertEquals("108", text("SELECT count(*) FROM pg_inherits WHERE " + OF_RAW));
    }

    @Test
    void makesAPartitionAgainThatWasDroppedUnderIt() throws SQLException {
        write(observation().build());
        dropAll();
        RawBatch batch = batch(observation().build());
        assertThrows(SQLException.class, () -> table.write(batch));
        table.close();
        assertEquals(1, table.write(batch));
    }

    @Test
    void aBatchThatFailsLeavesNothingAndCanBeWrittenAgain() throws SQLException {
        RawBatch batch = batch(observation().build());
        try (Connection other = postgres.getPostgresDatabase().getConnection();
                Statement statement = other.createStatement()) {
            table.write(batch(observation().at(NOON.minusSeconds(1)).build()));
            statement.execute("ALTER TABLE outpost.raw_observations RENAME TO hidden");
            assertThrows(SQLException.class, () -> table.write(batch));
            statement.execute("ALTER TABLE outpost.hidden RENAME TO raw_observations");
        }
        table.close();
        assertEquals(1, table.write(batch));
        assertEquals("2", text("SELECT count(*) FROM outpost.raw_observations"));
    }

    private static final String OF_RAW = "inhparent = 'outpost.raw_observations'::regclass";

    private static void dropAll() throws SQLException {
        String dropped = "";
        while (!dropped.equals("0")) {
            dropped =
                    text("SELECT outpost.drop_partitions_before('raw_observations', '9999-01-01')");
        }
    }

    private static String partitions() throws SQLException {
        return text(
                "SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE "
                        + OF_RAW);
    }

    private int write(RawObservation... observations) throws SQLException {
        return table.write(batch(observations));
    }

    private static RawBatch batch(RawObservation... observations) {
        RawBatch batch = new RawBatch(100);
        for (RawObservation observation : observations) {
            batch.add(observation);
        }
        return batch;
    }

    private static String text(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            ResultSet result = statement.execute(sql) ? statement.getResultSet() : null;
            return result != null && result.next() ? result.getString(1) : null;
        }
    }
}
