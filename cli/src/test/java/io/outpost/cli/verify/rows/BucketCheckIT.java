package io.outpost.cli.verify.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.cli.verify.HandMadeLog;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.fold.Rules;
import io.outpost.cli.verify.log.LogExtent;
import io.outpost.cli.verify.log.LogRecord;
import io.outpost.cli.verify.log.Spill;
import io.outpost.cli.verify.report.Report;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Writes what a small log emits into a real Postgres, and shows that each kind of error is found.
 */
class BucketCheckIT {
    private static final String CLEAN = "observations=0 lost=0 duplicated=0 wrong=0 stale=0";
    private static EmbeddedPostgres postgres;

    @TempDir private Path folder;
    private Spill spill;
    private Retained retained = Retained.ALL;
    private RawRows.Archived archived;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void writeWhatIsEmitted() throws SQLException, IOException {
        Flyway flyway =
                Flyway.configure()
                        .dataSource(postgres.getPostgresDatabase())
                        .schemas("outpost")
                        .cleanDisabled(false)
                        .load();
        // Flyway cleans the schema that it keeps its history in.
        try (Connection owner = postgres.getPostgresDatabase().getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS bi, api CASCADE");
        }
        flyway.clean();
        flyway.migrate();
        // All is closed within minutes of its reception, 24 hours later.
        HandMadeLog log = new HandMadeLog().interval(3600);
        log.received("PT23H").parameters("PT0S", 7200);
        log.received("PT24H").at("PT0S", -11).received("PT24H").at("PT1H", -11);
        log.received("PT24H").at("PT2H", 5);
        spill = new Spill(folder, 1);
        for (LogRecord one : log.records) {
            spill.add(one);
        }
        spill.flush();
        List<Emission> emissions = new ArrayList<>();
        check(emissions::add);
        for (Emission emission : emissions) {
            makePartition(emission);
            execute(EmissionSql.insert(emission.table(), emission));
            if (emission.table() == Table.PLACE_VERSIONS) {
                execute(EmissionSql.insert(Table.PLACES, emission));
            }
        }
    }

    @Test
    void findsNoDifferenceWhereThereIsNone() throws SQLException, IOException {
        assertEquals(CLEAN, summary());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE FROM outpost.minute_aggregates WHERE start_at = '2026-06-01T13:00:00Z' |"
                        + " lost=1 duplicated=0 wrong=0 stale=0",
                "UPDATE outpost.hour_aggregates SET start_at = start_at + interval '9 days' WHERE"
                        + " start_at < '2026-06-01T13:00:00Z' | lost=1 duplicated=0 wrong=1 stale=0",
                "UPDATE outpost.minute_aggregates SET air_temperature_celsius_mean_1h ="
                        + " air_temperature_celsius_mean_1h * (1 + 2e-9) | lost=0 duplicated=0 wrong=3"
                        + " stale=0",
                "UPDATE outpost.minute_aggregates SET air_temperature_celsius_mean_1h ="
                        + " air_temperature_celsius_mean_1h * (1 + 2e-10) | lost=0 duplicated=0"
                        + " wrong=0 stale=0",
                "UPDATE outpost.quarter_hour_rollings SET air_temperature_celsius_n_24h = 9 |"
                        + " lost=0 duplicated=0 wrong=3 stale=0",
                "UPDATE outpost.day_aggregates SET revision = revision - 1 | lost=0 duplicated=0"
                        + " wrong=0 stale=1",
                "UPDATE outpost.day_aggregates SET revision = revision + 1 | lost=0 duplicated=0"
                        + " wrong=1 stale=0",
                "UPDATE outpost.day_aggregates SET as_of = as_of + interval '1 ms' | lost=0"
                        + " duplicated=0 wrong=1 stale=0",
                "UPDATE outpost.hour_aggregates SET coverage = NULL | lost=0 duplicated=0 wrong=3"
                        + " stale=0",
                "UPDATE outpost.hourly_models SET lower_water_millimetres ="
                        + " lower_water_millimetres * (1 + 1e-8) | lost=0 duplicated=0 wrong=3"
                        + " stale=0",
                "UPDATE outpost.hourly_models SET lower_water_millimetres ="
                        + " lower_water_millimetres * (1 + 2e-10) | lost=0 duplicated=0 wrong=0"
                        + " stale=0",
                "UPDATE outpost.hourly_models SET temperature_days_back = 1 | lost=0 duplicated=0"
                        + " wrong=3 stale=0",
                "UPDATE outpost.hourly_models SET snowpack_certain = true | lost=0 duplicated=0"
                        + " wrong=3 stale=0",
                "DELETE FROM outpost.hourly_models | lost=3 duplicated=0 wrong=0 stale=0",
                "DELETE FROM outpost.condition_transitions WHERE state = 'ACTIVE' | lost=1"
                        + " duplicated=0 wrong=0 stale=0",
                "UPDATE outpost.condition_transitions SET retracted = true WHERE state = 'ACTIVE' |"
                        + " lost=0 duplicated=0 wrong=1 stale=0",
                "UPDATE outpost.condition_transitions SET drivers = '[]' | lost=0 duplicated=0"
                        + " wrong=6 stale=0",
                "UPDATE outpost.condition_transitions SET revision = revision + 1 WHERE state ="
                        + " 'ACTIVE' | lost=1 duplicated=0 wrong=1 stale=0",
                "UPDATE outpost.condition_episodes SET ended_at = now() | lost=0 duplicated=0"
                        + " wrong=1 stale=0",
                "UPDATE outpost.condition_episodes SET episode_id = 'x' | lost=1 duplicated=0"
                        + " wrong=1 stale=0",
                "UPDATE outpost.alerts SET alert_id = 'x' | lost=0 duplicated=0 wrong=1 stale=0",
                "DELETE FROM outpost.alerts | lost=1 duplicated=0 wrong=0 stale=0",
                "UPDATE outpost.place_counters SET duplicate = 1 | lost=0 duplicated=0 wrong=1"
                        + " stale=0",
                "UPDATE outpost.place_counters SET open_panes = 1 | lost=0 duplicated=0 wrong=1"
                        + " stale=0",
                "UPDATE outpost.place_versions SET applied_from = now() | lost=0 duplicated=0"
                        + " wrong=1 stale=0",
                "UPDATE outpost.places SET stale_after_seconds = NULL | lost=0 duplicated=0 wrong=1"
                        + " stale=0",
                "DELETE FROM outpost.place_counters | lost=1 duplicated=0 wrong=0 stale=0"
            })
    void findsEveryKindOfError(String error, String counts) throws SQLException, IOException {
        execute(error);
        assertEquals("observations=0 " + counts, summary());
    }

    @Test
    void aRevisionOfLaterRecordsIsNotCompared() throws SQLException, IOException {
        execute(
                "UPDATE outpost.hour_aggregates SET revision = 99, as_of = '2026-06-03', observations = 9");
        assertEquals(CLEAN, summary());
        execute("UPDATE outpost.hour_aggregates SET as_of = '2026-06-02T23:59:59Z'");
        assertEquals("observations=0 lost=0 duplicated=0 wrong=3 stale=0", summary());
    }

    /** Of the minutes and quarter hours from 12:00, 13:00 and 14:00 the last ones are kept. */
    @Test
    void whatIsOlderThanTheRetentionMayBeThereOrNot() throws SQLException, IOException {
        retained = new Retained(HandMadeLog.millis("PT2H"), Long.MIN_VALUE);
        assertEquals(CLEAN, summary());
        execute(
                "UPDATE outpost.minute_aggregates SET coverage = 9 WHERE start_at < '2026-06-01 14:00Z'");
        execute("DELETE FROM outpost.quarter_hour_rollings WHERE start_at < '2026-06-01 14:00Z'");
        assertEquals(CLEAN, summary());
        execute("DELETE FROM outpost.minute_aggregates WHERE start_at < '2026-06-01 14:00Z'");
        assertEquals(CLEAN, summary());
    }

    @ParameterizedTest
    @CsvSource({"minute_aggregates", "quarter_hour_rollings"})
    void whatIsNewerThanTheRetentionMustBeThere(String table) throws SQLException, IOException {
        retained = new Retained(HandMadeLog.millis("PT2H"), Long.MIN_VALUE);
        execute("DELETE FROM outpost." + table);
        assertEquals("observations=0 lost=1 duplicated=0 wrong=0 stale=0", summary());
    }

    @ParameterizedTest
    @CsvSource({"hour_aggregates, 3", "hourly_models, 3", "day_aggregates, 1"})
    void hoursAndDaysMustBeThereForEver(String table, int rows) throws SQLException, IOException {
        retained = new Retained(Long.MAX_VALUE, Long.MAX_VALUE);
        execute("DELETE FROM outpost." + table);
        assertEquals(
                "observations=0 lost=%d duplicated=0 wrong=0 stale=0".formatted(rows), summary());
    }

    /** Of three observations, at 12:00, 13:00 and 14:00, none is in the table. */
    @Test
    void rawRowsNewerThanTheRetentionMustBeThere() throws SQLException, IOException {
        archived = new ArchivedAll();
        assertEquals("observations=0 lost=3 duplicated=0 wrong=0 stale=0", summary());
        retained = new Retained(Long.MIN_VALUE, HandMadeLog.millis("PT2H"));
        assertEquals("observations=0 lost=1 duplicated=0 wrong=0 stale=0", summary());
        retained = new Retained(Long.MIN_VALUE, HandMadeLog.millis("PT2H") + 1);
        assertEquals(CLEAN, summary());
    }

    private record ArchivedAll() implements RawRows.Archived {
        @Override
        public boolean mustHave(int partition, long offset) {
            return true;
        }

        @Override
        public boolean wasRead(int partition, long offset) {
            return true;
        }
    }

    private static void makePartition(Emission emission) throws SQLException {
        Table table = emission.table();
        if (table == Table.MINUTE_AGGREGATES || table == Table.QUARTER_HOUR_ROLLINGS) {
            execute(
                    "SELECT outpost.make_partition('%s', to_timestamp(%d))"
                            .formatted(table.tableName(), emission.key().number() / 1000));
        }
    }

    private String summary() throws SQLException, IOException {
        return check(emission -> {}).summary();
    }

    private Report check(Consumer<Emission> emissions) throws SQLException, IOException {
        LogExtent extent = new UntilMidnight();
        Report report = new Report(9);
        try (Results results =
                new Results(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "")) {
            new BucketCheck(
                            Rules.defaults(),
                            extent.reachedMillis(),
                            results,
                            new Scope(extent),
                            new PlaceTotals(),
                            retained,
                            archived,
                            report)
                    .compare(spill.bucket(0), emissions);
        }
        return report;
    }

    /** The log's time has gone to the midnight after the second day. */
    private static final class UntilMidnight implements LogExtent {
        @Override
        public boolean covers(int partition, long offset) {
            return true;
        }

        @Override
        public long reachedMillis() {
            return HandMadeLog.millis("PT36H");
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
