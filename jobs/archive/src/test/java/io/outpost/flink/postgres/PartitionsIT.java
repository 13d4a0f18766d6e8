package io.outpost.flink.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.flink.parts.Await;
import io.outpost.flink.settings.GivenSettings;
import io.outpost.flink.settings.Retention;
import io.outpost.flink.settings.SettingsReader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real Postgres, migrated as in production, with a time zone and a form of dates not ours. */
class PartitionsIT {
    private static final String MINUTES = "minute_aggregates";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String LOCKS_AT_HAND = "64";

    private static EmbeddedPostgres postgres;

    private Connection connection;

    @BeforeAll
    static void start() throws IOException {
        postgres =
                EmbeddedPostgres.builder()
                        .setServerConfig("timezone", "Asia/Tokyo")
                        .setServerConfig("datestyle", "German")
                        .setServerConfig("max_locks_per_transaction", LOCKS_AT_HAND)
                        .start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = postgres.getPostgresDatabase().getConnection();
    }

    @AfterEach
    void dropAll() throws SQLException {
        connection.close();
        try (Connection another = postgres.getPostgresDatabase().getConnection()) {
            for (String table : List.of(MINUTES, "quarter_hour_rollings", "raw_observations")) {
                new Partitions(table).dropBefore(another, millis("2300-01-01T00:00:00Z"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 1970",
        "1970-12-31T23:59:59.999Z, 1970",
        "1972-02-29T12:00:00Z, 1972",
        "1999-12-31T23:59:59.999Z, 1999",
        "2000-01-01T00:00:00Z, 2000",
        "2019-12-31T23:59:59.999Z, 2019",
        "2020-01-01T00:00:00Z, 202001",
        "2020-01-31T23:59:59.999Z, 202001",
        "2020-02-29T23:59:59.999Z, 202002",
        "2020-03-01T00:00:00Z, 202003",
        "2024-06-30T15:00:00Z, 202406",
        "2262-04-11T23:47:16.854Z, 226204",
    })
    void isAMonthInUtcAndAYearBefore2020(String at, String name) throws SQLException {
        for (String table : List.of(MINUTES, "quarter_hour_rollings", "raw_observations")) {
            new Partitions(table).require(connection, millis(at));
            assertEquals(List.of(table + "_" + name), partitions(table));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59.999Z", "2263-01-01T00:00:00Z", "infinity"})
    void isNotMadeForATimeThatScreeningLetsNobodyName(String at) throws SQLException {
        assertThrows(
                SQLException.class,
                () -> text("SELECT outpost.make_partition('%s', '%s')".formatted(MINUTES, at)));
        assertEquals(List.of(), partitions(MINUTES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"places", "hour_aggregates", "minute_aggregates_2019", "x; DROP"})
    void isMadeAndDroppedForTheTablesByTimeOnly(String table) {
        for (String function : List.of("make_partition", "drop_partitions_before")) {
            assertThrows(
                    SQLException.class,
                    () -> text("SELECT outpost.%s('%s', '2024-01-01')".formatted(function, table)));
        }
    }

    @Test
    void areFewWhateverDaysAreNamed() throws SQLException {
        Partitions known = new Partitions("raw_observations");
        for (int day = 0; day < 20_000; day++) {
            known.require(connection, Duration.ofDays(day).toMillis());
        }
        int years = 2020 - 1970;
        int monthsTo2024October = 4 * 12 + 10;
        assertEquals(years + monthsTo2024October, partitions("raw_observations").size());
    }

    @Test
    void oneThatWasDetachedIsNamedWithWhatToDo() throws SQLException {
        String make = "SELECT outpost.make_partition('raw_observations', '2024-01-01')";
        text(make);
        text(
                "ALTER TABLE outpost.raw_observations DETACH PARTITION outpost.raw_observations_202401; SELECT 1");
        SQLException refused = assertThrows(SQLException.class, () -> text(make));
        assertTrue(refused.getMessage().contains("attach it again"), refused.getMessage());
        text("DROP TABLE outpost.raw_observations_202401; SELECT 1");
        text(make);
    }

    @Test
    void oneCallTakesFewerLocksThanATransactionHas() throws SQLException {
        connection.setAutoCommit(false);
        text("SELECT outpost.make_partition('raw_observations', '2024-01-01')");
        assertTrue(locks() < Integer.parseInt(LOCKS_AT_HAND), () -> "locks: " + locks());
        connection.commit();
        Partitions known = new Partitions("raw_observations");
        for (int month = 0; month < 40; month++) {
            known.require(
                    connection,
                    millis("2020-01-01T00:00:00Z") + Duration.ofDays(31L * month).toMillis());
        }
        text("SELECT outpost.drop_partitions_before('raw_observations', '2300-01-01')");
        assertTrue(locks() < Integer.parseInt(LOCKS_AT_HAND), () -> "locks: " + locks());
        connection.rollback();
    }

    /** What is written to as many as there are in a batch, and what reads all of them. */
    @Test
    void allAtOnceFitWhatPostgresHasByDefault() throws SQLException {
        areFewWhateverDaysAreNamed();
        connection.setAutoCommit(false);
        text(
                "INSERT INTO outpost.raw_observations (place_id, sensor_id, observed_at, observed_millisecond, received_at, kafka_partition, kafka_offset)"
                        + " SELECT 'p', 's', timestamptz '1970-01-01 00:00+00' + d * interval '1 day', 0, now(), 0, d FROM generate_series(0, 19999) d RETURNING 1");
        assertEquals("20000", text("SELECT count(*) FROM outpost.raw_observations"));
        int shared =
                Integer.parseInt(LOCKS_AT_HAND) * Integer.parseInt(text("SHOW max_connections"));
        assertTrue(locks() < shared / 20, () -> "locks: " + locks());
        connection.commit();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-31T23:59:59.999Z, 4",
        "2024-02-01T00:00:00Z, 3",
        "2024-02-29T23:59:59.999Z, 3",
        "2024-03-01T00:00:00Z, 2",
        "2020-01-01T00:00:00Z, 5",
        "2019-12-31T23:59:59.999Z, 6",
    })
    void areDroppedWhenAllOfThemIsOlder(String before, int kept) throws SQLException {
        Partitions partitions = new Partitions(MINUTES);
        for (String at : List.of("2019-06-01", "2020-01-01", "2024-01-01", "2024-02-01")) {
            partitions.require(connection, millis(at + "T00:00:00Z"));
        }
        partitions.require(connection, millis("2024-03-31T23:59:59.999Z"));
        partitions.require(connection, millis("2024-04-01T00:00:00Z"));
        int dropped = partitions.dropBefore(connection, millis(before));
        assertEquals(6 - kept, dropped);
        assertEquals(kept, partitions(MINUTES).size());
        assertEquals(0, partitions.dropBefore(connection, millis(before)));
    }

    @Test
    void holdUpNeitherReadersNorWritersWhenMade() throws SQLException {
        Partitions partitions = new Partitions(MINUTES);
        partitions.require(connection, millis("2024-01-01T00:00:00Z"));
        try (Connection other = postgres.getPostgresDatabase().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(
                    "INSERT INTO outpost.minute_aggregates (place_id, start_at, observations, revision, as_of, writer_epoch) VALUES ('p', '2024-01-02', 1, 1, now(), 1)");
            statement.execute("SELECT count(*) FROM outpost.minute_aggregates");
            text("SET lock_timeout = '1ms'");
            partitions.require(connection, millis("2024-02-01T00:00:00Z"));
            other.commit();
        }
        assertEquals(2, partitions(MINUTES).size());
    }

    @Test
    void areMadeOnceBySeveralAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(threads.submit(PartitionsIT::makeTwentyYears));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(20, partitions("quarter_hour_rollings").size());
    }

    private static Void makeTwentyYears() throws SQLException {
        try (Connection own = postgres.getPostgresDatabase().getConnection()) {
            Partitions partitions = new Partitions("quarter_hour_rollings");
            for (int year = 2000; year < 2020; year++) {
                partitions.require(own, millis(year + "-07-01T00:00:00Z"));
            }
        }
        return null;
    }

    @Test
    void aSessionThatEndsWhileItMakesOneLeavesNoneAndTheNextMakesIt() throws Exception {
        Partitions partitions = new Partitions(MINUTES);
        connection.setAutoCommit(false);
        text("SELECT pg_advisory_xact_lock(hashtext('outpost.minute_aggregates'))::text");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection other = postgres.getPostgresDatabase().getConnection()) {
            Future<?> making =
                    thread.submit(
                            () -> {
                                partitions.require(other, millis("2024-01-01T00:00:00Z"));
                                return null;
                            });
            Await.until(
                    "it waits and is ended",
                    LIMIT,
                    () ->
                            "t"
                                    .equals(
                                            text(
                                                    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")));
            assertThrows(Exception.class, making::get);
        } finally {
            thread.shutdownNow();
        }
        connection.commit();
        assertEquals(List.of(), partitions(MINUTES));
        partitions.require(connection, millis("2024-01-01T00:00:00Z"));
        assertEquals(List.of("minute_aggregates_202401"), partitions(MINUTES));
    }

    @Test
    void areDroppedAtTheStartAndAnHourLaterWhereAReaderWasInTheWay() throws Exception {
        Partitions partitions = new Partitions(MINUTES);
        partitions.require(connection, millis("2024-01-01T00:00:00Z"));
        partitions.require(connection, millis("2024-03-01T00:00:00Z"));
        TestProcessingTimeService time = new TestProcessingTimeService();
        time.setCurrentTime(millis("2024-03-04T00:00:00Z"));
        SimpleCounter failures = new SimpleCounter();
        connection.setAutoCommit(false);
        text("SELECT count(*) FROM outpost.minute_aggregates");
        new OutdatedPartitions(
                        List.of("raw_observations", MINUTES),
                        Retention.of(
                                new SettingsReader(
                                        GivenSettings.of(Map.of("panes.retention", "P30D"))),
                                "panes.retention"),
                        time,
                        () -> postgres.getPostgresDatabase().getConnection(),
                        failures)
                .dropFromNowOn();
        assertEquals(1, failures.getCount());
        connection.commit();
        time.setCurrentTime(millis("2024-03-04T01:00:00Z"));
        assertEquals(1, failures.getCount());
        assertEquals(List.of("minute_aggregates_202403"), partitions(MINUTES));
    }

    private int locks() {
        try {
            return Integer.parseInt(
                    text("SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid()"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> partitions(String table) throws SQLException {
        String names =
                text(
                        "SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE inhparent = 'outpost.%s'::regclass"
                                .formatted(table));
        return names == null ? List.of() : Stream.of(names.split(",")).toList();
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return null;
            }
            try (ResultSet result = statement.getResultSet()) {
                return result.next() ? result.getString(1) : null;
            }
        }
    }

    private static long millis(String at) {
        return Instant.parse(at).toEpochMilli();
    }
}
