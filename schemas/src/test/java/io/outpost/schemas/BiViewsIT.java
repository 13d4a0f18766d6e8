package io.outpost.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The views for BI tools, as a member of their group sees them in a real Postgres. */
final class BiViewsIT {
    private static final Path PAGE = Path.of("../docs/bi.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```sql\n(.*?);\n```");
    private static final String REFUSED = "42501";
    private static final String NOT_UPDATABLE = "55000";
    private static final String VIEWS = "relnamespace = 'bi'::regnamespace AND relname <> 'later'";

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        try (Connection owner = postgres.getPostgresDatabase().getConnection()) {
            execute(owner, "CREATE ROLE anna LOGIN IN ROLE outpost_bi");
            execute(owner, "CREATE VIEW bi.later AS SELECT count(*) FROM outpost.places");
            execute(owner, "CREATE TABLE api.own (i int)");
            for (String month : List.of("2026-06-01Z", "2026-07-01Z")) {
                for (String table :
                        List.of("raw_observations", "minute_aggregates", "quarter_hour_rollings")) {
                    execute(
                            owner,
                            "SELECT outpost.make_partition('%s', '%s')".formatted(table, month));
                }
            }
            for (String row : rows()) {
                execute(owner, row);
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private static List<String> rows() {
        String pane =
                """
                "place_id": "lugano", "observations": 4, "coverage": 1, "air_temperature_celsius_n": 4,
                "air_temperature_celsius_min": 30, "air_temperature_celsius_max": 34, "air_temperature_celsius_sum": 128,
                "precipitation_millimetres_n": 1, "precipitation_millimetres_total": 0.2, "wind_direction_degrees_n": 2,
                """;
        String north =
                "\"wind_direction_degrees_east_sum\": -0.2, \"wind_direction_degrees_north_sum\": 1.9";
        String cancelled =
                "\"wind_direction_degrees_east_sum\": 0, \"wind_direction_degrees_north_sum\": 0";
        String rolling =
                "\"place_id\": \"lugano\", \"coverage_1h\": 0.9, \"heat_index_celsius_mean_1h\": 35,"
                        + " \"air_temperature_celsius_mean_24h\": 27";
        String change = "\"place_id\": \"lugano\", \"condition\": \"HEAT\", \"drivers\": [], ";
        return List.of(
                row(
                        "places",
                        "\"place_id\": \"lugano\", \"name\": \"Lugano\", \"time_zone\": \"Europe/Zurich\", \"removed\": false"),
                row(
                        "places",
                        "\"place_id\": \"gone\", \"name\": \"Gone\", \"time_zone\": \"UTC\", \"removed\": true"),
                counters("lugano", "now()"),
                counters("unknown", "'2026-07-14 12:00Z'"),
                row("minute_aggregates", pane + north + at("start_at", "2026-07-14T12:00:00Z")),
                row(
                        "minute_aggregates",
                        rolling + ", \"observations\": 1" + at("start_at", "2026-07-14T12:01:00Z")),
                row("hour_aggregates", pane + cancelled + at("start_at", "2026-07-14T21:00:00Z")),
                row("hour_aggregates", pane + north + at("start_at", "2026-07-14T22:00:00Z")),
                row("day_aggregates", pane + north + at("start_at", "2026-07-14T00:00:00Z")),
                row("quarter_hour_rollings", rolling + at("start_at", "2026-07-14T05:45:00Z")),
                models(),
                row("condition_transitions", change + state("OK", "ACTIVE", "12:00", 1, 5)),
                row("condition_transitions", change + state("ACTIVE", "OK", "13:00", 1, 9)),
                row("condition_transitions", change + state("ACTIVE", "ACTIVE", "13:00", 2, 7)),
                row("condition_transitions", change + state("ACTIVE", "OK", "14:00", 1, 8)),
                row(
                        "condition_transitions",
                        change
                                + state("ACTIVE", "OK", "14:00", 2, 8)
                                        .replace("false", "true")
                                        .replace("\"revision\": 8", "\"revision\": 10")),
                row(
                        "condition_episodes",
                        "\"place_id\": \"lugano\", \"condition\": \"HEAT\", \"episode_id\": \"e\", \"peak_level\": \"DANGER\","
                                + " \"retracted\": false"
                                + at("started_at", "2026-07-14T12:00:00Z")
                                + at("ended_at", "2026-07-14T15:00:00Z")),
                row(
                        "alerts",
                        "\"place_id\": \"lugano\", \"subject\": \"HEAT\", \"episode_id\": \"e\", \"kind\": \"BEGAN\","
                                + " \"alert_id\": \"a\", \"drivers\": [], \"provisional\": false"
                                + at("at", "2026-07-14T12:00:00Z")
                                + at("started_at", "2026-07-14T12:00:00Z")),
                row(
                        "raw_observations",
                        "\"place_id\": \"lugano\", \"sensor_id\": \"s\", \"observed_millisecond\": 0, \"kafka_partition\": 0,"
                                + " \"kafka_offset\": 0, \"flagged\": {}"
                                + at("observed_at", "2026-07-14T12:00:00Z")
                                + at("received_at", "2026-07-14T12:00:02Z")));
    }

    private static String counters(String place, String clock) {
        return "INSERT INTO outpost.place_counters SELECT '%s', 1, 1, 0, 0, 0, 0, 0, 0, 0, '{}', %s, 0, 1, '2026-07-15Z', 1"
                .formatted(place, clock);
    }

    private static String models() {
        return """
               INSERT INTO outpost.hourly_models
               SELECT * FROM jsonb_populate_record(NULL::outpost.hourly_models, (
                   SELECT jsonb_object_agg(attname, CASE atttypid
                       WHEN 'text'::regtype THEN '"lugano"'::jsonb
                       WHEN 'boolean'::regtype THEN 'true'
                       WHEN 'timestamptz'::regtype THEN '"2026-07-14T12:00:00Z"'
                       ELSE '1' END)
                   FROM pg_attribute WHERE attrelid = 'outpost.hourly_models'::regclass AND attnum > 0))
               """;
    }

    private static String state(
            String from, String to, String time, int writerEpoch, int revision) {
        return "\"from_state\": \"%s\", \"state\": \"%s\", \"level\": \"DANGER\", \"episode_id\": \"e\", \"retracted\": false, \"at\": \"2026-07-14T%s:00Z\", \"writer_epoch\": %d, \"revision\": %d"
                .formatted(from, to, time, writerEpoch, revision);
    }

    private static String at(String column, String time) {
        return ", \"%s\": \"%s\"".formatted(column, time);
    }

    /** Later fields go before the earlier ones of the same name. */
    private static String row(String table, String fields) {
        return "INSERT INTO outpost.%1$s SELECT * FROM jsonb_populate_record(NULL::outpost.%1$s, '{\"revision\": 1, \"writer_epoch\": 1, \"as_of\": \"2026-07-15T00:00:00Z\", %2$s}')"
                .formatted(table, fields);
    }

    static Stream<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult result) -> result.group(1));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleHasAnAnswer(String query) throws SQLException {
        assertFalse(asAnna(query).isEmpty());
    }

    @Test
    void everyViewHasAnExample() throws IOException, SQLException {
        List<String> all = examples().toList();
        for (String view : asAnna("SELECT relname FROM pg_class WHERE " + VIEWS)) {
            assertTrue(all.stream().anyMatch(query -> query.contains("FROM bi." + view)), view);
        }
    }

    @Test
    void everyViewAndEveryColumnSaysWhatItIs() throws SQLException {
        assertEquals(
                List.of(),
                asAnna(
                        "SELECT relname || '.' || coalesce(attname, '') FROM pg_class"
                                + " LEFT JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0"
                                + " WHERE (col_description(pg_class.oid, attnum) IS NULL OR obj_description(pg_class.oid) IS NULL) AND "
                                + VIEWS));
    }

    @ParameterizedTest
    @CsvSource({
        "air_temperature_celsius_mean, 'degC, mean: air temperature'",
        "wind_speed_metres_per_second_max, 'm/s, highest: mean wind'",
        "precipitation_millimetres_total, 'mm, sum, of several sensors their mean: precipitation'",
        "pressure_hectopascals_n, 'how many values there are: air pressure'"
    })
    void aColumnOfAQuantityHasItsUnit(String column, String comment) throws SQLException {
        assertEquals(
                List.of(comment),
                asAnna(
                        "SELECT col_description(attrelid, attnum) FROM pg_attribute WHERE attrelid = 'bi.hours'::regclass AND attname = '%s'"
                                .formatted(column)));
    }

    /**
     * What is in a table and not in its view; sums and the log's numbers are left out on purpose.
     */
    @ParameterizedTest
    @CsvSource({
        "minutes, minute_aggregates",
        "hours, hour_aggregates",
        "days, day_aggregates",
        "quarter_hour_rollings, quarter_hour_rollings",
        "observations, raw_observations",
        "alerts, alerts"
    })
    void aViewHasWhatItsTableHas(String view, String table) throws SQLException {
        String other = view.equals("minutes") ? "minute_rollings" : view;
        String missing =
                """
                SELECT attname FROM pg_attribute
                WHERE attrelid = 'outpost.%s'::regclass AND attnum > 0 AND NOT attisdropped
                    AND attname !~ '_sum$|^kafka_|^revision$|^writer_epoch$'
                    AND attname NOT IN (
                        SELECT attname FROM pg_attribute WHERE attrelid IN ('bi.%s'::regclass, 'bi.%s'::regclass))
                """
                        .formatted(table, view, other);
        try (Connection owner = postgres.getPostgresDatabase().getConnection()) {
            assertEquals(List.of(), texts(owner, missing));
        }
    }

    @Test
    void ofAChangeTheNewestRevisionOfTheNewestWriterHolds() throws SQLException {
        assertEquals(
                List.of("12 ACTIVE", "13 ACTIVE"),
                asAnna(
                        "SELECT extract(hour FROM at AT TIME ZONE 'UTC') || ' ' || state FROM bi.transitions ORDER BY at"));
        assertEquals(
                List.of("ACTIVE DANGER false"),
                asAnna("SELECT state || ' ' || peak_level || ' ' || stale FROM bi.conditions_now"));
    }

    @Test
    void directionsAreAveragedAsVectors() throws SQLException {
        assertEquals(
                List.of("none", "353.99"),
                asAnna(
                        "SELECT coalesce(round(wind_direction_degrees_mean::numeric, 2)::text, 'none') FROM bi.hours ORDER BY start_at"));
        assertEquals(
                List.of("null", "null", "0", "90", "270"),
                asAnna(
                        """
                        SELECT coalesce(round(bi.direction_degrees(n, east, north)::numeric, 9)::real::text, 'null')
                        FROM (VALUES (1, NULL, NULL, 0.0), (2, 0, 0, 0.0), (3, 1, -1e-17, 1.0), (4, 1, 1.0, 0.0), (5, 2, -2.0, 0.0))
                            AS given (i, n, east, north)
                        ORDER BY i
                        """));
    }

    @Test
    void aPlaceThatIsNotRegisteredIsThereAndOneThatWasRemovedIsNot() throws SQLException {
        assertEquals(
                List.of("lugano true", "unknown false"),
                asAnna("SELECT place_id || ' ' || registered FROM bi.places ORDER BY place_id"));
    }

    /** A view that is added is tried here without a word. */
    @Test
    void noViewShowsAPlaceThatIsDeleted() throws SQLException {
        List<String> ofPlaces =
                asAnna(
                        "SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'place_id' WHERE "
                                + VIEWS);
        assertEquals(12, ofPlaces.size(), ofPlaces::toString);
        try (Connection owner = postgres.getPostgresDatabase().getConnection()) {
            execute(owner, "INSERT INTO api.deleted_places VALUES ('lugano')");
            try {
                for (String view : ofPlaces) {
                    String count = "SELECT count(*) FROM bi.%s WHERE place_id = 'lugano'";
                    assertEquals(List.of("0"), asAnna(count.formatted(view)), view);
                }
                assertEquals(List.of("unknown"), asAnna("SELECT place_id FROM bi.places"));
            } finally {
                execute(owner, "DELETE FROM api.deleted_places");
            }
            for (String view : ofPlaces) {
                assertNotEquals(List.of(), asAnna("SELECT place_id FROM bi." + view), view);
            }
        }
    }

    @Test
    void boundsReachThePartitions() throws SQLException {
        String plan =
                String.join(
                        "\n",
                        asAnna(
                                "EXPLAIN SELECT * FROM bi.minutes WHERE start_at >= '2026-07-02Z' AND start_at < '2026-07-03Z'"));
        assertTrue(plan.contains("minute_aggregates_202607"), plan);
        assertFalse(plan.contains("minute_aggregates_202606"), plan);
    }

    @Test
    void theViewsOfALaterMigrationAreForThemAsWell() throws SQLException {
        assertEquals(List.of("2"), asAnna("SELECT * FROM bi.later"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM outpost.places",
                "SELECT * FROM outpost.minute_aggregates",
                "SELECT * FROM outpost.minute_aggregates_202607",
                "SELECT * FROM outpost.raw_observations",
                "SELECT * FROM outpost.writer_epochs",
                "SELECT * FROM outpost.replaced_rows",
                "SELECT * FROM api.own",
                "SELECT * FROM api.deleted_places",
                "SELECT * FROM public.flyway_schema_history",
                "SELECT * FROM pg_authid",
                "SELECT outpost.make_partition('minute_aggregates', '2026-08-01')",
                "SELECT outpost.begin_trial()",
                "SELECT pg_read_file('postgresql.conf')",
                "CREATE TEMPORARY TABLE x (i int)",
                "CREATE TABLE bi.x (i int)",
                "CREATE TABLE public.x (i int)",
                "CREATE OR REPLACE VIEW bi.later AS SELECT 1",
                "DROP VIEW bi.later",
                "CREATE FUNCTION bi.x() RETURNS int LANGUAGE sql RETURN 1",
                "COPY (SELECT 1) TO PROGRAM 'true'",
                "SET ROLE outpost_reader"
            })
    void nothingElseIsForThem(String statement) {
        SQLException refusal = assertThrows(SQLException.class, () -> asAnna(statement), statement);
        assertEquals(REFUSED, refusal.getSQLState(), refusal::getMessage);
    }

    /** By nobody: they are no simple views of one table. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO bi.alerts (alert_id) VALUES ('x')",
                "UPDATE bi.alerts SET kind = 'ENDED'",
                "DELETE FROM bi.episodes"
            })
    void noViewIsWritten(String statement) {
        SQLException refusal = assertThrows(SQLException.class, () -> asAnna(statement), statement);
        assertEquals(NOT_UPDATABLE, refusal.getSQLState(), refusal::getMessage);
    }

    private static List<String> asAnna(String query) throws SQLException {
        try (Connection anna = postgres.getDatabase("anna", "postgres").getConnection()) {
            return texts(anna, query);
        }
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(query)) {
                ResultSet rows = statement.getResultSet();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        }
        return texts;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
