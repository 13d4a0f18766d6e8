package io.outpost.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a writer epoch on trial has written, taken back in a real Postgres: of every result table
 * there is, by upserts such as the job's.
 */
final class TrialsIT {
    private static final String RESULT_TABLES =
            "SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid WHERE relnamespace = 'outpost'::regnamespace"
                    + " AND relkind IN ('r', 'p') AND NOT relispartition AND attname = 'writer_epoch' AND relname <> 'writer_epochs'"
                    + " ORDER BY relname";
    private static final String HOURS = "hour_aggregates";
    private static final String MEAN = "air_temperature_celsius_sum";

    private static EmbeddedPostgres postgres;
    private static List<String> tables;

    private Connection connection;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().setServerConfig("timezone", "Asia/Tokyo").start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        try (Connection owner = postgres.getPostgresDatabase().getConnection()) {
            tables = texts(owner, RESULT_TABLES);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        connection = postgres.getPostgresDatabase().getConnection();
        execute(
                "TRUNCATE outpost.writer_epochs, outpost.replaced_rows, outpost.epoch_trials, outpost."
                        + String.join(", outpost.", tables));
        for (String table : List.of("minute_aggregates", "quarter_hour_rollings")) {
            number("SELECT 1 FROM outpost.make_partition('%s', '2026-06-01Z')".formatted(table));
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void everyTableIsAsItWasBefore() throws SQLException {
        long old = epoch();
        for (String table : tables) {
            write(table, "replaced", 5, old, 1.5);
            write(table, "kept", 6, old, 2.5);
        }
        Map<String, String> before = dump();
        number("SELECT outpost.begin_trial()");
        long onTrial = epoch();
        for (String table : tables) {
            write(table, "replaced", 5, onTrial, 3.5);
            write(table, "replaced", 9, onTrial, 4.5);
            write(table, "added", 7, onTrial, 5.5);
            write(table, "added", 8, onTrial, 6.5);
        }
        Map<String, String> meanwhile = dump();
        tables.forEach(table -> assertNotEquals(before.get(table), meanwhile.get(table), table));
        number("SELECT outpost.end_trial()");
        assertTrue(withdraw(3) > 0);
        assertEquals(before, dump());
        assertEquals(0, number("SELECT count(*) FROM outpost.replaced_rows"));
        assertEquals(0, withdraw(3), "again");
        assertEquals(before, dump());
    }

    @Test
    void whatTheNextEpochHasWrittenStays() throws SQLException {
        write(HOURS, "both", 5, epoch(), 1);
        number("SELECT outpost.begin_trial()");
        long onTrial = epoch();
        write(HOURS, "both", 9, onTrial, 2);
        write(HOURS, "both-new", 9, onTrial, 2);
        write(HOURS, "only-new", 9, onTrial, 2);
        number("SELECT outpost.end_trial()");
        long next = epoch();
        write(HOURS, "both", 8, next, 3);
        write(HOURS, "both-new", 8, next, 4);
        withdraw(1);
        assertEquals(List.of("both 3", "both-new 4"), hours());
    }

    /** A new version that was started twice. */
    @Test
    void severalEpochsAreOnOneTrial() throws SQLException {
        write(HOURS, "a", 5, epoch(), 1);
        number("SELECT outpost.begin_trial()");
        long first = epoch();
        write(HOURS, "a", 6, first, 2);
        write(HOURS, "b", 6, first, 2);
        long second = epoch();
        write(HOURS, "a", 6, second, 3);
        write(HOURS, "b", 6, second, 3);
        write(HOURS, "c", 6, second, 3);
        assertEquals(number("SELECT outpost.end_trial()"), number("SELECT outpost.end_trial()"));
        withdraw(100);
        assertEquals(List.of("a 1"), hours());
    }

    @Test
    void whatIsConfirmedStaysAndNothingIsKeptAfterwards() throws SQLException {
        write(HOURS, "a", 5, epoch(), 1);
        number("SELECT outpost.begin_trial()");
        long onTrial = epoch();
        write(HOURS, "a", 6, onTrial, 2);
        assertEquals(1, number("SELECT count(*) FROM outpost.replaced_rows"));
        number("SELECT outpost.confirm_trial()");
        assertEquals(0, number("SELECT count(*) FROM outpost.replaced_rows"));
        write(HOURS, "a", 7, epoch(), 3);
        write(HOURS, "b", 7, onTrial, 3);
        assertEquals(0, number("SELECT count(*) FROM outpost.replaced_rows"));
        assertEquals(0, number("SELECT outpost.end_trial()"));
        assertEquals(0, withdraw(100));
        assertEquals(List.of("a 3", "b 3"), hours());
    }

    /** The old version still writes when the trial begins. */
    @Test
    void whatAnEpochThatIsNotOnTrialReplacesIsNotKept() throws SQLException {
        long old = epoch();
        write(HOURS, "a", 5, old, 1);
        number("SELECT outpost.begin_trial()");
        write(HOURS, "a", 6, old, 2);
        write(HOURS, "b", 6, old, 2);
        write(HOURS, "a", 7, epoch(), 3);
        number("SELECT outpost.end_trial()");
        withdraw(100);
        assertEquals(List.of("a 2", "b 2"), hours());
    }

    @Test
    void aTrialThatWasNeitherConfirmedNorEndedIsOverWithTheNext() throws SQLException {
        number("SELECT outpost.begin_trial()");
        write(HOURS, "a", 5, epoch(), 1);
        number("SELECT outpost.begin_trial()");
        write(HOURS, "a", 6, epoch(), 2);
        number("SELECT outpost.end_trial()");
        SQLException early =
                assertThrows(SQLException.class, () -> number("SELECT outpost.begin_trial()"));
        assertTrue(early.getMessage().contains("withdraw_trial"), early.getMessage());
        withdraw(100);
        assertEquals(List.of("a 1"), hours());
        number("SELECT outpost.begin_trial()");
        number("SELECT outpost.end_trial()");
        withdraw(100);
        assertEquals(2, number("SELECT count(*) FROM outpost.epoch_trials"));
    }

    /** jsonb has no negative zero, and a session may print doubles in short. */
    @ParameterizedTest
    @ValueSource(
            doubles = {
                -0.0,
                0.1,
                1.0 / 3,
                -273.15,
                1e22,
                1e-310,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                0x1.fffffffffffffp-2,
                Double.NEGATIVE_INFINITY,
                Double.NaN
            })
    void everyDoubleComesBackBitForBit(double value) throws SQLException {
        write(HOURS, "a", 5, epoch(), value);
        number("SELECT outpost.begin_trial()");
        execute("SET extra_float_digits = 0");
        execute("SET timezone = 'America/New_York'");
        Map<String, String> others = dump("start_at::text");
        write(HOURS, "a", 9, epoch(), 7);
        number("SELECT outpost.end_trial()");
        withdraw(100);
        assertEquals(others, dump("start_at::text"));
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT float8send(%s) FROM outpost.%s".formatted(MEAN, HOURS))) {
            row.next();
            long bits = java.nio.ByteBuffer.wrap(row.getBytes(1)).getLong();
            assertEquals(Double.doubleToLongBits(value), bits);
        }
    }

    /** Texts with whatever JSON and arrays need to quote. */
    @Test
    void keysOfAnyTextAreTheSame() throws SQLException {
        List<String> ids =
                List.of(
                        "\"q\"",
                        "back\\slash",
                        "{a,b}",
                        "\u00e9\u4e2d\ud83d\ude00",
                        "(",
                        "'",
                        "null");
        long old = epoch();
        for (String id : ids) {
            write(HOURS, id, 5, old, 1);
        }
        Map<String, String> before = dump();
        number("SELECT outpost.begin_trial()");
        long onTrial = epoch();
        for (String id : ids) {
            write(HOURS, id, 6, onTrial, 2);
            write(HOURS, id + "x", 6, onTrial, 2);
        }
        number("SELECT outpost.end_trial()");
        assertEquals(2L * ids.size(), withdraw(100));
        assertEquals(before, dump());
    }

    @Test
    void jsonOfARowComesBackAsItIs() throws SQLException {
        String drivers = "[{\"value\": null, \"measure\": \"x\"}, {\"value\": 1.50}]";
        long old = epoch();
        write("alerts", "a", 5, old, 1);
        execute("UPDATE outpost.alerts SET drivers = '%s'".formatted(drivers));
        number("SELECT outpost.begin_trial()");
        write("alerts", "a", 5, epoch(), 2);
        number("SELECT outpost.end_trial()");
        withdraw(100);
        assertEquals(
                List.of(drivers), texts(connection, "SELECT drivers::text FROM outpost.alerts"));
    }

    /** A migration may come in between, and a partition be dropped. */
    @Test
    void tablesMayHaveChangedSince() throws SQLException {
        long old = epoch();
        write(HOURS, "a", 5, old, 1);
        write("minute_aggregates", "a", 5, old, 1);
        number("SELECT outpost.begin_trial()");
        long onTrial = epoch();
        write(HOURS, "a", 6, onTrial, 2);
        write("minute_aggregates", "a", 6, onTrial, 2);
        write("minute_aggregates", "b", 6, onTrial, 2);
        number("SELECT outpost.end_trial()");
        execute("ALTER TABLE outpost.hour_aggregates ADD COLUMN later integer");
        try {
            number("SELECT outpost.drop_partitions_before('minute_aggregates', '2027-01-01Z')");
            assertEquals(3, withdraw(100));
            assertEquals(List.of("a 1"), hours());
        } finally {
            execute("ALTER TABLE outpost.hour_aggregates DROP COLUMN later");
        }
        assertEquals(0, number("SELECT count(*) FROM outpost.minute_aggregates"));
    }

    /** A partition that is made while the trial is open is watched as well. */
    @Test
    void newPartitionsAreWatched() throws SQLException {
        write("minute_aggregates", "a", 5, epoch(), 1);
        number("SELECT outpost.begin_trial()");
        number("SELECT 1 FROM outpost.make_partition('minute_aggregates', '2026-07-01Z')");
        execute(
                "INSERT INTO outpost.minute_aggregates (place_id, start_at, observations, revision, as_of, writer_epoch)"
                        + " VALUES ('b', '2026-07-02Z', 1, 1, now(), %d)".formatted(epoch()));
        number("SELECT outpost.end_trial()");
        withdraw(100);
        assertEquals(1, number("SELECT count(*) FROM outpost.minute_aggregates"));
    }

    @Test
    void nothingIsAskedWhileNoTrialIsOpen() throws SQLException {
        String disabled =
                "SELECT count(*) FROM pg_trigger WHERE tgfoid = 'outpost.keep_replaced_rows()'::regprocedure AND tgenabled = 'D'";
        assertEquals(
                2L * tables.size(),
                number(disabled),
                "a migration that makes a table calls keep_on_trial");
        number("SELECT outpost.begin_trial()");
        assertEquals(0, number(disabled));
        number("SELECT outpost.end_trial()");
        assertEquals(2L * tables.size(), number(disabled));
        withdraw(1);
        number("SELECT outpost.begin_trial()");
        number("SELECT outpost.confirm_trial()");
        assertEquals(2L * tables.size(), number(disabled));
    }

    private long withdraw(int most) throws SQLException {
        long all = 0;
        long some;
        do {
            some = number("SELECT outpost.withdraw_trial(%d)".formatted(most));
            assertTrue(some <= most);
            all += some;
        } while (some > 0);
        return all;
    }

    private long epoch() throws SQLException {
        return number("INSERT INTO outpost.writer_epochs DEFAULT VALUES RETURNING writer_epoch");
    }

    private List<String> hours() throws SQLException {
        return texts(
                connection,
                "SELECT place_id || ' ' || %s FROM outpost.%s ORDER BY 1".formatted(MEAN, HOURS));
    }

    /** All rows of all tables, as text. */
    private Map<String, String> dump() throws SQLException {
        return dump("one::text");
    }

    private Map<String, String> dump(String what) throws SQLException {
        Map<String, String> dump = new TreeMap<>();
        for (String table : what.startsWith("one") ? tables : List.of(HOURS)) {
            dump.put(
                    table,
                    String.join(
                            "\n",
                            texts(
                                    connection,
                                    "SELECT %s FROM outpost.%s one ORDER BY 1"
                                            .formatted(what, table))));
        }
        return dump;
    }

    /** An upsert of a row that has the value in all its numbers. */
    private void write(String table, String id, long revision, long writerEpoch, double value)
            throws SQLException {
        Map<String, String> columns = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT column_name, udt_name FROM information_schema.columns WHERE table_schema = 'outpost' AND table_name = '%s'"
                                        .formatted(table))) {
            while (row.next()) {
                columns.put(row.getString(1), row.getString(2));
            }
        }
        List<String> keys =
                texts(
                        connection,
                        "SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey) WHERE indrelid = 'outpost.%s'::regclass AND indisprimary"
                                .formatted(table));
        String sql =
                "INSERT INTO outpost.%s AS t (%s) VALUES (%s) ON CONFLICT (%s) DO UPDATE SET %s WHERE (t.writer_epoch, t.revision) < (EXCLUDED.writer_epoch, EXCLUDED.revision)"
                        .formatted(
                                table,
                                String.join(", ", columns.keySet()),
                                String.join(
                                        ", ",
                                        columns.entrySet().stream()
                                                .map(one -> placeholder(one, keys, writerEpoch))
                                                .toList()),
                                String.join(", ", keys),
                                String.join(
                                        ", ",
                                        columns.keySet().stream()
                                                .map(name -> name + " = EXCLUDED." + name)
                                                .toList()));
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int position = 1;
            for (Map.Entry<String, String> column : columns.entrySet()) {
                String name = column.getKey();
                if (name.equals("revision")) {
                    // One that is part of the key says only which row it is.
                    insert.setLong(position++, keys.contains(name) ? 5 : revision);
                } else if (column.getValue().equals("text")) {
                    insert.setString(position++, id);
                } else if (column.getValue().equals("float8")) {
                    insert.setDouble(position++, value);
                }
            }
            insert.executeUpdate();
        }
    }

    private static String placeholder(
            Map.Entry<String, String> column, List<String> keys, long writerEpoch) {
        if (column.getKey().equals("writer_epoch")) {
            return Long.toString(writerEpoch);
        }
        return switch (column.getValue()) {
            case "text", "float8" -> "?";
            case "int8" -> column.getKey().equals("revision") ? "?" : "17";
            case "int4", "int2" -> "7";
            case "bool" -> "true";
            case "jsonb" -> "'[]'";
            case "timestamptz" ->
                    keys.contains(column.getKey()) ? "'2026-06-01 12:00:00.123Z'" : "now()";
            default -> throw new IllegalArgumentException(column.toString());
        };
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** 0 for null and for nothing. */
    private long number(String sql) throws SQLException {
        List<String> texts = texts(connection, sql);
        String text = texts.get(0);
        return text == null || text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }
}
