package io.outpost.conditions.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.condition.Driver;
import io.outpost.core.model.Surface;
import io.outpost.core.place.AlertRow;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.Emission;
import io.outpost.core.place.EpisodeRow;
import io.outpost.core.place.PaneRow;
import io.outpost.core.place.PaneWidth;
import io.outpost.core.place.PlaceRow;
import io.outpost.core.place.PlaceVersion;
import io.outpost.core.place.PreferenceAlertRow;
import io.outpost.core.place.PreferenceEpisodeRow;
import io.outpost.core.place.RollingMeans;
import io.outpost.core.place.TransitionRow;
import io.outpost.core.weather.Flag;
import io.outpost.core.weather.Quantity;
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
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real Postgres, migrated as in production; rows are written with the rights of the job. */
class PostgresRowsIT {
    private static final long NOON = 1_719_835_200_000L;
    private static final String MINUTES = "outpost.minute_aggregates";

    private static EmbeddedPostgres postgres;

    private Connection connection;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().setServerConfig("timezone", "Asia/Tokyo").start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        try (Connection owner = postgres.getPostgresDatabase().getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE ROLE conditions LOGIN IN ROLE outpost_conditions");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = postgres.getDatabase("conditions", "postgres").getConnection();
        try (Connection owner = postgres.getPostgresDatabase().getConnection();
                Statement statement = owner.createStatement()) {
            for (String table :
                    new String[] {
                        "minute_aggregates",
                        "quarter_hour_rollings",
                        "hour_aggregates",
                        "place_counters",
                        "alerts",
                        "places",
                        "writer_epochs"
                    }) {
                statement.execute("TRUNCATE outpost." + table);
            }
        }
    }

    @Test
    void aDirectionIsWrittenAsItsCountAndItsTwoSums() throws SQLException {
        int east = Quantity.WIND_DIRECTION_EAST.code();
        int north = Quantity.WIND_DIRECTION_NORTH.code();
        PaneRow row =
                new PaneRow(
                        "p",
                        PaneWidth.DAY,
                        NOON,
                        3,
                        Double.NaN,
                        1 | 1 << east | 1 << north,
                        new int[] {3, 2, 2},
                        new double[] {1, 0, 0},
                        new double[] {1, 0, 0},
                        new double[] {3, 0.25, -1.5},
                        0,
                        Double.NaN,
                        new RollingMeans[0],
                        1,
                        NOON);
        write(1, row);
        String of = "wind_direction_degrees_%s FROM outpost.day_aggregates";
        assertEquals(2, number("SELECT " + of.formatted("n")));
        assertEquals(0.25, number("SELECT " + of.formatted("east_sum")));
        assertEquals(-1.5, number("SELECT " + of.formatted("north_sum")));
    }

    @Test
    void writesEveryKindOfRow() throws SQLException {
        write(
                1,
                minute(5, 20),
                quarter(NOON),
                new TransitionRow(
                        "p", "HEAT", NOON, "OK", "PENDING", null, null, drivers(), false, 5, NOON),
                new EpisodeRow("e", "p", "HEAT", NOON, 0, "CAUTION", "DANGER", false, 5, NOON),
                new AlertRow(
                        "a", "e", "BEGAN", "p", "HEAT", NOON, NOON, 0, "CAUTION", "DANGER",
                        drivers(), false, 5, NOON),
                new PreferenceEpisodeRow(
                        "f", "p", "dry", NOON, 0, "NOTICE", "WARNING", false, 5, NOON),
                new PreferenceAlertRow(
                        "b", "f", "BEGAN", "p", "dry", NOON, NOON, 0, "NOTICE", "NOTICE", drivers(),
                        5, NOON),
                new PlaceRow("p", version(), Long.MIN_VALUE, NOON, 1, NOON),
                new CountersRow("p", 1, 2, 3, 4, 5, 0, 0, 0, flagged(), NOON, 0, 5, NOON));
        assertEquals(
                20, number("SELECT air_temperature_celsius_min FROM outpost.minute_aggregates"));
        assertEquals(
                NOON / 1000.0,
                number("SELECT extract(epoch FROM start_at) FROM outpost.minute_aggregates"));
        assertEquals(
                31, number("SELECT heat_index_celsius_mean_1h FROM outpost.minute_aggregates"));
        assertEquals(
                1,
                number(
                        "SELECT count(*) FROM outpost.minute_aggregates WHERE dew_point_celsius_n IS NULL AND coverage IS NULL"));
        assertEquals(31.5, number("SELECT (drivers->0->>'value')::float8 FROM outpost.alerts"));
        assertEquals(
                1,
                number(
                        "SELECT count(*) FROM outpost.preference_episodes WHERE preference_id = 'dry'"
                                + " AND ended_at IS NULL AND peak_level = 'WARNING'"));
        assertEquals(
                31.5,
                number("SELECT (drivers->0->>'value')::float8 FROM outpost.preference_alerts"));
        assertEquals(15, number("SELECT records FROM outpost.place_counters"));
        assertEquals(
                7,
                number(
                        "SELECT (flagged->'WIND_SPEED_METRES_PER_SECOND'->>'OUT_OF_RANGE')::int FROM outpost.place_counters"));
        assertEquals(
                1,
                number(
                        "SELECT count(*) FROM outpost.places WHERE applied_from IS NULL"
                                + " AND hour_applied_from IS NOT NULL AND surface = 'GRAVEL'"
                                + " AND stream_size IS NULL AND aspect_degrees IS NULL"
                                + " AND wind_height_metres = 1.5 AND attribution = 'A, \"B\"'"));
        assertEquals(1, number("SELECT count(*) FROM outpost.place_versions"));
        assertEquals(1, number("SELECT count(*) FROM outpost.quarter_hour_rollings"));
    }

    @Test
    void keepsTheHighestRevisionWhateverTheOrder() throws SQLException {
        write(1, minute(5, 20));
        write(1, minute(7, 21));
        write(1, minute(6, 22));
        assertEquals(
                21, number("SELECT air_temperature_celsius_min FROM outpost.minute_aggregates"));
    }

    @Test
    void aHigherEpochWinsWithALowerRevisionAndALowerOneLoses() throws SQLException {
        write(2, minute(7, 21));
        write(3, minute(1, 22));
        write(2, minute(9, 23));
        assertEquals(
                22, number("SELECT air_temperature_celsius_min FROM outpost.minute_aggregates"));
    }

    @Test
    void anOlderEpochStopsLoudlyAndWritesNothing() throws SQLException {
        long older = nextEpoch();
        write(older, alert("p"));
        long newer = nextEpoch();
        NewerWriterException stopped =
                assertThrows(
                        NewerWriterException.class, () -> write(older, alert("q"), minute(9, 23)));
        assertTrue(stopped.getMessage().startsWith("Writer epoch " + older), stopped::getMessage);
        write(newer, alert("r"));
        assertEquals(
                0, number("SELECT count(*) FROM outpost.alerts WHERE place_id NOT IN ('p', 'r')"));
        assertEquals(2, number("SELECT count(*) FROM outpost.alerts"));
        assertEquals(0, number("SELECT count(*) FROM outpost.minute_aggregates"));
    }

    @Test
    void theSameEpochAndRevisionTwiceWritesNothing() throws SQLException {
        write(1, minute(5, 20), alert("p"));
        double transaction = number("SELECT xmin::text::float8 FROM outpost.minute_aggregates");
        write(1, minute(5, 20), alert("p"));
        write(1, minute(5, 99));
        assertEquals(
                transaction, number("SELECT xmin::text::float8 FROM outpost.minute_aggregates"));
        assertEquals(
                20, number("SELECT air_temperature_celsius_min FROM outpost.minute_aggregates"));
        assertEquals(1, number("SELECT count(*) FROM outpost.alerts"));
    }

    @Test
    void theRevisionOfANewerEpochReplacesTheSameOfAnOlderOneWhereEachHasARow() throws SQLException {
        write(1, alert("p"));
        write(2, alert("p"));
        assertEquals(2, number("SELECT writer_epoch FROM outpost.alerts"));
        assertEquals(1, number("SELECT count(*) FROM outpost.alerts"));
    }

    /** With the rights of the job, in its partitions, by its statements. */
    @Test
    void whatWasWrittenOnTrialIsTakenBack() throws SQLException {
        long old = nextEpoch();
        write(old, minute(5, -0.0), alert("p"), quarter(NOON));
        number("SELECT outpost.begin_trial()");
        long onTrial = nextEpoch();
        write(onTrial, minute(6, 21), minute(7, 22), alert("p"), alert("q"), quarter(0));
        write(onTrial, minute(8, 23), quarter(NOON));
        assertEquals(23, number("SELECT air_temperature_celsius_min FROM " + MINUTES));
        number("SELECT outpost.end_trial()");
        NewerWriterException stopped =
                assertThrows(NewerWriterException.class, () -> write(onTrial, minute(9, 24)));
        assertTrue(stopped.getMessage().startsWith("Writer epoch " + onTrial));
        long again = nextEpoch();
        write(again, quarter(NOON));
        double taken = 0;
        for (double some = 1; some > 0; taken += some) {
            some = number("SELECT outpost.withdraw_trial(100)");
        }
        assertEquals(5, taken);
        assertEquals(
                Double.doubleToLongBits(-0.0),
                Double.doubleToLongBits(
                        number("SELECT air_temperature_celsius_min FROM " + MINUTES)));
        assertEquals(5, number("SELECT revision FROM " + MINUTES));
        assertEquals(old, (long) number("SELECT writer_epoch FROM outpost.alerts"));
        assertEquals(
                again, (long) number("SELECT writer_epoch FROM outpost.quarter_hour_rollings"));
    }

    @Test
    void oneBatchMayHoldAKeyManyTimes() throws SQLException {
        write(1, minute(5, 20), minute(6, 19), minute(7, 18));
        assertEquals(1, number("SELECT count(*) FROM outpost.minute_aggregates"));
        assertEquals(
                18, number("SELECT air_temperature_celsius_min FROM outpost.minute_aggregates"));
    }

    /** What is copied straight is not cast. */
    @Test
    void columnsHaveTheTypesOfTheirTables() throws SQLException {
        for (UpsertTable<?> table :
                List.of(
                        PaneTables.minutes(1),
                        PaneTables.quarterHours(1),
                        PaneTables.hours(1),
                        PaneTables.days(1),
                        ResultTables.models(1),
                        ResultTables.transitions(1),
                        ResultTables.episodes(1),
                        ResultTables.alerts(1),
                        ResultTables.places(1),
                        ResultTables.placeVersions(1),
                        ResultTables.counters(1))) {
            for (Column<?> column : table.columns()) {
                assertEquals(
                        1,
                        number(
                                "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'outpost' AND table_name = '%s' AND column_name = '%s' AND udt_name = '%s'"
                                        .formatted(table.name(), column.name(), column.type())),
                        () -> table.name() + "." + column.name() + " is no " + column.type());
            }
        }
    }

    @Test
    void rowsAreMergedOnceOneIsThereAlreadyAndCopiedStraightAgainLater() throws SQLException {
        DerivedRowExecutor executor = executor(1, row -> true);
        write(executor, minute(NOON, 5, 20), counters(1));
        assertTrue(isCopiedStraight(NOON));
        write(
                executor,
                minute(NOON, 6, 21),
                minute(NOON + 60_000, 6, 20),
                minute(NOON + 120_000, 6, 20),
                counters(2));
        assertFalse(isCopiedStraight(NOON));
        assertFalse(isCopiedStraight(NOON + 60_000));
        int merged = 0;
        do {
            merged++;
            write(executor, minute(NOON - merged * 60_000L, 7, 22), counters(2 + merged));
        } while (!isCopiedStraight(NOON - merged * 60_000L));
        assertEquals(16, merged);
        assertEquals(19, number("SELECT count(*) FROM outpost.minute_aggregates"));
        assertEquals(
                21,
                number(
                        "SELECT max(air_temperature_celsius_min) FROM outpost.minute_aggregates WHERE revision < 7"));
    }

    /** In a savepoint, unlike the counts of the same batch. */
    private boolean isCopiedStraight(long startMillis) throws SQLException {
        return number(
                        "SELECT count(*) FROM outpost.minute_aggregates AS m, outpost.place_counters AS c WHERE m.xmin <> c.xmin AND m.start_at = to_timestamp(%d)"
                                .formatted(startMillis / 1000))
                == 1;
    }

    private static CountersRow counters(long revision) {
        return new CountersRow("p", 1, 0, 0, 0, 0, 0, 0, 0, new long[0], NOON, 0, revision, NOON);
    }

    @Test
    void aBatchThatFailsLeavesNothingAndCanBeWrittenAgain() throws SQLException {
        DerivedRowExecutor executor = executor(1, row -> true);
        executor.prepareStatements(connection);
        executor.addToBatch(minute(5, 20));
        executor.addToBatch(
                new CountersRow("p", 1, 0, 0, 0, 0, 0, 0, 0, new long[0], NOON, 0, 5, NOON));
        try (Connection other = postgres.getPostgresDatabase().getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("ALTER TABLE outpost.place_counters RENAME TO hidden");
            assertThrows(SQLException.class, executor::executeBatch);
            assertEquals(0, number("SELECT count(*) FROM outpost.minute_aggregates"));
            statement.execute("ALTER TABLE outpost.hidden RENAME TO place_counters");
        }
        executor.executeBatch();
        assertEquals(1, number("SELECT count(*) FROM outpost.minute_aggregates"));
        assertEquals(1, number("SELECT count(*) FROM outpost.place_counters"));
    }

    @Test
    void countsGoByEpochAndRevisionAlone() throws SQLException {
        write(1, new CountersRow("p", 9, 0, 0, 0, 0, 0, 0, 0, new long[0], NOON, 0, 5, NOON));
        write(1, new CountersRow("p", 7, 0, 0, 0, 0, 0, 0, 0, new long[0], NOON, 0, 6, NOON));
        assertEquals(7, number("SELECT accepted FROM outpost.place_counters"));
        write(2, new CountersRow("p", 3, 0, 0, 0, 0, 0, 0, 0, new long[0], NOON, 0, 1, NOON));
        assertEquals(3, number("SELECT accepted FROM outpost.place_counters"));
    }

    @Test
    void makesAPartitionAgainThatWasDroppedUnderIt() throws SQLException {
        DerivedRowExecutor executor = executor(1, row -> true);
        executor.prepareStatements(connection);
        executor.addToBatch(minute(5, 20));
        executor.executeBatch();
        number("SELECT outpost.drop_partitions_before('minute_aggregates', '2025-01-01')");
        executor.addToBatch(minute(6, 21));
        assertThrows(SQLException.class, executor::executeBatch);
        executor.executeBatch();
        assertEquals(
                21, number("SELECT air_temperature_celsius_min FROM outpost.minute_aggregates"));
    }

    /** One sensor that steps a day a record. */
    @Test
    void theMinutesOfFourThousandDaysAreOneBatch() throws SQLException {
        Emission[] rows = new Emission[4000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = quarter(Duration.ofDays(i * 5L).toMillis());
        }
        write(1, rows);
        write(1, rows);
        assertEquals(4000, number("SELECT count(*) FROM outpost.quarter_hour_rollings"));
        assertEquals(
                107,
                number(
                        "SELECT count(*) FROM pg_inherits WHERE inhparent = 'outpost.quarter_hour_rollings'::regclass"));
    }

    @Test
    void leavesOutAndCountsMinutesAndQuarterHoursBeforeTheRetention() throws SQLException {
        SimpleCounter outdated = new SimpleCounter();
        Retention month =
                Retention.of(
                        new SettingsReader(GivenSettings.of(Map.of("panes.retention", "P30D"))),
                        "panes.retention");
        long now = NOON + Duration.ofDays(30).toMillis();
        write(
                executor(1, new PaneRetention(month, () -> now, outdated)),
                minute(5, 20),
                quarter(NOON),
                quarter(NOON - 1),
                pane(PaneWidth.MINUTE, NOON - 60_000),
                pane(PaneWidth.HOUR, NOON - 3_600_000));
        assertEquals(2, outdated.getCount());
        assertEquals(1, number("SELECT count(*) FROM outpost.minute_aggregates"));
        assertEquals(1, number("SELECT count(*) FROM outpost.quarter_hour_rollings"));
        assertEquals(1, number("SELECT count(*) FROM outpost.hour_aggregates"));
    }

    private static long nextEpoch() {
        return WriterEpochs.next(postgres.getJdbcUrl("postgres", "postgres"), "conditions", "");
    }

    private static DerivedRowExecutor executor(long writerEpoch, Predicate<PaneRow> kept) {
        return new DerivedRowExecutor(
                writerEpoch,
                kept,
                new RowMetrics(new UnregisteredMetricsGroup(), () -> NOON),
                new RowTraces(null, () -> NOON));
    }

    private void write(long writerEpoch, Emission... rows) throws SQLException {
        write(executor(writerEpoch, row -> true), rows);
    }

    private void write(DerivedRowExecutor executor, Emission... rows) throws SQLException {
        executor.prepareStatements(connection);
        for (Emission row : rows) {
            executor.addToBatch(row);
        }
        executor.executeBatch();
    }

    private double number(String sql) throws SQLException {
        try (Connection reader = postgres.getPostgresDatabase().getConnection();
                Statement statement = reader.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getDouble(1);
        }
    }

    private static AlertRow alert(String placeId) {
        return new AlertRow(
                "alert of " + placeId,
                "episode of " + placeId,
                "BEGAN",
                placeId,
                "HEAT",
                NOON,
                NOON,
                0,
                "CAUTION",
                "CAUTION",
                drivers(),
                false,
                5,
                NOON);
    }

    private static PaneRow minute(long revision, double celsius) {
        return minute(NOON, revision, celsius);
    }

    private static PaneRow minute(long startMillis, long revision, double celsius) {
        RollingMeans means =
                new RollingMeans(
                        3600,
                        new int[] {2, 2, 2, 0, 2, 0},
                        new double[] {31, 30, 50, Double.NaN, 30, Double.NaN},
                        0.9,
                        new double[] {0.9, 0.9, 0.9, 0, 0.9, 0});
        return new PaneRow(
                "p",
                PaneWidth.MINUTE,
                startMillis,
                1,
                Double.NaN,
                1,
                new int[] {1},
                new double[] {celsius},
                new double[] {celsius},
                new double[] {celsius},
                0,
                Double.NaN,
                new RollingMeans[] {means, means},
                revision,
                NOON);
    }

    private static PaneRow quarter(long startMillis) {
        RollingMeans means =
                new RollingMeans(
                        86_400,
                        new int[6],
                        new double[] {1, 2, 3, Double.NaN, 4, 5},
                        1,
                        new double[6]);
        return pane(PaneWidth.QUARTER_HOUR, startMillis, means);
    }

    private static PaneRow pane(PaneWidth width, long startMillis, RollingMeans... means) {
        return new PaneRow(
                "p",
                width,
                startMillis,
                0,
                Double.NaN,
                0,
                new int[0],
                new double[0],
                new double[0],
                new double[0],
                0,
                Double.NaN,
                means,
                1,
                NOON);
    }

    private static PlaceVersion version() {
        return new PlaceVersion(
                "P",
                40.5,
                Double.NaN,
                3,
                "UTC",
                0,
                Surface.GRAVEL,
                null,
                Double.NaN,
                1.5,
                "A, \"B\"",
                false);
    }

    private static Driver[] drivers() {
        return new Driver[] {new Driver("heat_index_celsius", 31.5, 3600)};
    }

    private static long[] flagged() {
        long[] flagged = new long[Quantity.COUNT * Flag.COUNT];
        flagged[
                        Quantity.WIND_SPEED_METRES_PER_SECOND.code() * Flag.COUNT
                                + Flag.OUT_OF_RANGE.ordinal()] =
                7;
        return flagged;
    }
}
