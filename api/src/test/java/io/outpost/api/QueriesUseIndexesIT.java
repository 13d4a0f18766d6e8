package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.outpost.api.health.FlinkCluster;
import io.outpost.api.postgres.Database;
import io.outpost.api.postgres.Postgres;
import io.outpost.api.postgres.PostgresSettings;
import io.outpost.api.stream.PositionStore;
import io.outpost.api.web.Admission;
import io.outpost.api.web.Endpoint;
import io.outpost.api.web.HttpServer;
import io.outpost.api.web.RequestTraces;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fills the tables, asks every kind of question over HTTP, and has Postgres explain each statement
 * that the API then made.
 */
@ExtendWith(RunningApi.class)
final class QueriesUseIndexesIT {

    private static final String RAW_DAY =
            "/v1/places/p3/observations?start=2023-06-28T00:00:00Z&end=2023-06-29T00:00:00Z&limit=10";

    private static final String RAW_BUCKETS =
            "/v1/places/p3/timeseries?quantity=precipitation_millimetres&bucket=10s&limit=10"
                    + "&start=2023-06-28T00:00:00Z&end=2023-06-29T00:00:00Z";

    private static final String BY_TIME =
            "(raw_observations|minute_aggregates|quarter_hour_rollings)_\\d+";

    private static final String PLANS_BY_TIME =
            """
            SELECT coalesce(sum(generic_plans), 0)::bigint AS for_any_values,
                   coalesce(sum(custom_plans), 0)::bigint AS for_own_values
            FROM pg_prepared_statements WHERE statement ~ 'FROM outpost.(raw_obs|minute_agg|quarter_hour)'
            """;

    private static final List<String> FILL =
            List.of(
                    partitions("raw_observations"),
                    partitions("minute_aggregates"),
                    partitions("quarter_hour_rollings"),
                    """
                    INSERT INTO outpost.places
                        (place_id, name, latitude, longitude, time_zone, removed, revision, as_of, writer_epoch)
                    SELECT 'p' || i, 'n', (i % 179) - 89, (i / 179) - 90, 'UTC', false, 1, now(), 1
                    FROM generate_series(1, 30000) i
                    """,
                    """
                    INSERT INTO outpost.place_counters
                    SELECT 'p' || i, 1, 1, 0, 0, 0, 0, 0, 0, 0, '{}', '2023-07-01', 0, 1, now(), 1
                    FROM generate_series(1, 30000) i
                    """,
                    panes("minute_aggregates", "1 minute", 3000),
                    panes("hour_aggregates", "1 hour", 1000),
                    panes("day_aggregates", "1 day", 400),
                    """
                    INSERT INTO outpost.quarter_hour_rollings (place_id, start_at, revision, as_of, writer_epoch)
                    SELECT 'p' || p, timestamptz '2023-07-01' - i * interval '15 minutes', 1, now(), 1
                    FROM generate_series(1, 20) p, generate_series(-1000, 1000) i
                    """,
                    """
                    INSERT INTO outpost.hourly_models
                    SELECT 'p' || p, timestamptz '2023-07-01' - i * interval '1 hour', 0, 0, 0, 0.85, 100, 80, 240, 0, 120, 0, 0,
                           0, 0, 0, 0.9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.06, 0.15, 0.5, 0, false, true, true, true,
                           1, now(), 1
                    FROM generate_series(1, 20) p, generate_series(1, 2000) i
                    """,
                    """
                    INSERT INTO outpost.condition_transitions
                    SELECT 'p' || p, c, timestamptz '2023-07-01' - i * interval '1 hour', r, 'OK', 'ACTIVE', 'CAUTION',
                           'e' || p || c || '-' || i, '[]', false, now(), 1
                    FROM generate_series(1, 20) p, unnest(ARRAY['HEAT', 'COLD']) c, generate_series(1, 500) i,
                         generate_series(1, 2) r
                    """,
                    """
                    INSERT INTO outpost.condition_episodes
                    SELECT 'e' || p || c || '-' || i, 'p' || p, c, '2023-07-01', NULL, 'CAUTION', 'CAUTION', false, 1, now(), 1
                    FROM generate_series(1, 20) p, unnest(ARRAY['HEAT', 'COLD']) c, generate_series(1, 500) i
                    """,
                    """
                    INSERT INTO outpost.raw_observations (place_id, sensor_id, observed_at, observed_millisecond,
                        received_at, kafka_partition, kafka_offset, air_temperature_celsius,
                        precipitation_counter_millimetres)
                    SELECT 'p' || p, 's1', timestamptz '2023-07-01' - i * interval '1 minute', 0, now(), 0, 0, 1, i
                    FROM generate_series(1, 20) p, generate_series(-720, 12000) i
                    """,
                    """
                    INSERT INTO outpost.alerts
                    SELECT 'e' || p || '-' || i, 'BEGAN', 1, 'a' || p || '-' || i, 'p' || p, 'HEAT',
                           timestamptz '2023-07-01' - i * interval '1 hour', '2023-07-01', NULL, 'CAUTION', '[]', false,
                           now(), 1
                    FROM generate_series(1, 20) p, generate_series(1, 1000) i
                    """,
                    "INSERT INTO api.deleted_places SELECT 'gone' || i FROM generate_series(1, 5000) i",
                    """
                    INSERT INTO outpost.preferences
                    SELECT 'r' || i, CASE WHEN i <= 20 THEN 'anonymous' ELSE 'o' || i / 20 END, 1,
                           '{"name":"n","when":{"measure":"air_temperature_celsius","over":"PT3H","at_least":20}}',
                           '{"ids":[]}', now(), now()
                    FROM generate_series(1, 5000) i
                    """,
                    """
                    INSERT INTO outpost.preference_copies (preference_id, place_id, version, written_version)
                    SELECT 'r' || i, 'p' || p, 1, 1 FROM generate_series(1, 5000) i, generate_series(1, 10) p
                    """,
                    """
                    INSERT INTO outpost.preference_areas
                    SELECT 'r' || i, box(point(i % 170, i % 80), point(i % 170 + 1, i % 80 + 1))
                    FROM generate_series(1, 5000) i
                    """,
                    """
                    INSERT INTO outpost.preference_episodes
                    SELECT 'e' || p || '-' || i, 'p' || p, 'r' || p, timestamptz '2023-07-01' - i * interval '1 hour', NULL,
                           'NOTICE', 'NOTICE', false, 1, now(), 1
                    FROM generate_series(1, 20) p, generate_series(1, 500) i
                    """,
                    """
                    INSERT INTO outpost.preference_alerts
                    SELECT 'e' || p || '-' || i, 'BEGAN', 1, 'a' || p || '-' || i, 'p' || p, 'r' || p,
                           timestamptz '2023-07-01' - i * interval '1 hour', '2023-07-01', NULL, 'NOTICE', 'NOTICE', '[]',
                           now(), 1
                    FROM generate_series(1, 20) p, generate_series(1, 500) i
                    """,
                    "INSERT INTO outpost.place_versions SELECT * FROM outpost.places",
                    "INSERT INTO api.sensors SELECT 's' || i, 't', 'p' || i FROM generate_series(1, 5000) i",
                    """
                    INSERT INTO api.sensor_keys
                    SELECT 'k' || i, 's' || i, 'secret', sha256('x'), 1 FROM generate_series(1, 5000) i
                    """,
                    """
                    INSERT INTO api.exports (id, address, kind, format, parameters, place_ids, units)
                    SELECT md5(i::text), '', 'OBSERVATIONS', 'CSV', '{}', ARRAY['p' || i, 'p7'], '{}'
                    FROM generate_series(1, 500) i
                    """,
                    """
                    INSERT INTO api.channels (owner_id, channel_id, kind, address)
                    SELECT CASE WHEN i <= 10 THEN 'anonymous' ELSE 'o' || i END, 'c' || i, 'EMAIL', 'ada@example.org'
                    FROM generate_series(1, 3000) i
                    """,
                    """
                    INSERT INTO api.deliveries (owner_id, channel_id, alert_id, kind, place_id, at, body, due_at, state)
                    SELECT 'anonymous', 'c' || (i % 10 + 1), 'a' || i, 'BEGAN', 'p' || i, now(), '{}', now(),
                        CASE WHEN i % 1000 = 0 THEN 'DEAD' ELSE 'DELIVERED' END
                    FROM generate_series(1, 20000) i
                    """);

    private static final List<String> QUESTIONS =
            List.of(
                    "/health/ready",
                    "/health/serving",
                    "/v1/places",
                    "/v1/places?bbox=-20,40,-15,45",
                    "/v1/places?bbox=178,40,-178,45",
                    "/v1/places?lat=40&lon=-50&radius_m=200000",
                    "/v1/places?lat=40&lon=-50&radius_m=200000&sort=distance&limit=1",
                    "/v1/conditions/latest?limit=10",
                    "/v1/conditions/latest?bbox=-20,40,-15,45",
                    "/v1/conditions/latest?lat=40&lon=-50&radius_m=200000&sort=distance&limit=1",
                    "/v1/places/p7",
                    "/v1/places/p7/aggregates?start=2023-06-20T10:30:00Z&end=2023-07-01T00:00:00Z",
                    "/v1/places/p7/aggregates",
                    "/v1/places/p7/aggregates?anomaly=true&start=2023-06-10T00:00:00Z&end=2023-06-30T00:00:00Z",
                    "/v1/places/p7/timeseries?quantity=air_temperature_celsius&bucket=1m",
                    "/v1/places/p7/timeseries?quantity=air_temperature_celsius&bucket=1h",
                    "/v1/places/p7/timeseries?quantity=air_temperature_celsius&bucket=1d&limit=10",
                    "/v1/places/p7/timeseries?quantity=wetness,melt_72h_millimetres&limit=10",
                    "/v1/places/p7/timeseries?quantity=snow_depth_centimetres&source=models&bucket=1d&limit=10",
                    "/v1/places/p7/timeseries?quantity=heat_index_celsius&rolling=1h",
                    "/v1/places/p7/timeseries?quantity=heat_index_celsius&rolling=24h",
                    "/v1/places/p7/timeseries?quantity=air_temperature_celsius&bucket=P1M&tz=Europe/Vienna&last=P60D",
                    "/v1/timeseries?place_id=p7,p8,none&quantity=air_temperature_celsius&last=P2D",
                    "/v1/places/p7/summary?tz=Europe/Vienna",
                    "/v1/places/p7/summary?tz=Asia/Kathmandu",
                    RAW_DAY,
                    RAW_DAY + "&sensor_id=s1&quantity=air_temperature_celsius,dew_point_celsius",
                    "/v1/places/p3/timeseries?quantity=air_temperature_celsius&bucket=10s&limit=10",
                    RAW_BUCKETS,
                    "/v1/places/p7/conditions",
                    "/v1/places/p7/conditions/history?limit=10",
                    "/v1/places/p7/conditions/history?limit=10&condition=HEAT&as_of=2030-01-01T00:00:00Z",
                    "/v1/places/p7/conditions/history?limit=10&revisions=all",
                    "/v1/places/p7/conditions/history?limit=10&revisions=all&condition=HEAT&as_of=2030-01-01T00:00:00Z",
                    "/v1/map?quantity=air_temperature_celsius&bbox=-20,40,-15,45&at=2023-06-30T00:00:00Z",
                    "/v1/map?quantity=precipitation_millimetres&bbox=178,40,-178,45&at=2023-06-30T00:00:00Z",
                    "/v1/map?quantity=wind_direction_degrees&bbox=-20,40,-15,45",
                    "/v1/map?quantity=wetness&bbox=-20,40,-15,45",
                    "/v1/map?condition=HEAT&bbox=-20,40,-15,45",
                    "/v1/exports/c4ca4238a0b923820dcc509a6f75849b",
                    "/v1/channels",
                    "/v1/channels/c7/deliveries",
                    "/v1/channels/c7/deliveries?state=DEAD&limit=10",
                    backtest(
                            """
                            {"all": [{"measure": "air_temperature_celsius", "at_least": 20}, {"condition": "HEAT", "at_most": "NONE"},
                             {"measure": "heat_index_celsius", "over": "PT15M", "at_most": 30}]}
                            """),
                    backtest(
                            """
                            {"all": [{"condition": "MUD", "at_most": "DAMP"}, {"model": "wetness", "at_most": 0.6},
                             {"measure": "precipitation_millimetres", "over": "PT72H", "at_most": 1}]}
                            """),
                    "/v1/preferences?limit=10",
                    "/v1/preferences/r7",
                    "/v1/preferences/r7/matches",
                    "/v1/preferences/r7/episodes?limit=10",
                    "/v1/preferences/r7/alerts?limit=10&start=2023-06-01T00:00:00Z",
                    "/v1/alerts?limit=10",
                    "/v1/alerts?limit=10&place=p7&start=2023-06-01T00:00:00Z");

    /** The probe of readiness reads one row of a table, whichever comes first. */
    private static final String PROBE =
            "SELECT count(*) FROM (SELECT 1 FROM outpost.place_counters LIMIT 1) t";

    /** What a map asks of all places grows with them, and not with their days. */
    private static final Pattern OF_ALL_PLACES = Pattern.compile("SELECT (max|min)\\(");

    private static final Set<String> SCANS_OF_ALL_PLACES =
            Set.of("Seq Scan on places", "Seq Scan on place_counters");

    private static DataSource source;
    private static Jdbi filled;

    /** A database of its own, so that sizes and statistics are as this test wants them. */
    @BeforeAll
    static void fill(EmbeddedPostgres postgres) {
        Jdbi.create(postgres.getPostgresDatabase())
                .useHandle(handle -> handle.execute("CREATE DATABASE filled"));
        source = postgres.getDatabase("postgres", "filled");
        Flyway.configure().dataSource(source).load().migrate();
        filled = Jdbi.create(source);
        filled.useHandle(handle -> FILL.forEach(handle::execute));
        filled.useHandle(handle -> handle.execute("ANALYZE"));
    }

    @Test
    void everyQueryIsServedByAnIndex() throws SQLException {
        Map<String, Set<String>> scans = new TreeMap<>();
        for (String statement : statementsFor(QUESTIONS)) {
            if (!statement.equals(PROBE)) {
                Set<String> unserved = unservedScans(plan(statement));
                if (OF_ALL_PLACES.matcher(statement).lookingAt()) {
                    unserved.removeAll(SCANS_OF_ALL_PLACES);
                }
                scans.put(statement, unserved);
            }
        }
        scans.forEach((statement, unserved) -> assertEquals(Set.of(), unserved, statement));
        assertTrue(scans.size() > QUESTIONS.size(), "statements seen: " + scans.size());
    }

    @Test
    void aReadOfATableByTimeTouchesOnlyThePartitionsOfItsRange() throws SQLException {
        Map<String, Set<String>> months = new TreeMap<>();
        for (String statement : statementsFor(QUESTIONS)) {
            Set<String> relations = relations(plan(statement));
            relations.removeIf(relation -> !relation.matches(BY_TIME));
            if (!relations.isEmpty()) {
                months.put(statement, relations);
            }
        }
        months.forEach(
                (statement, seen) ->
                        assertTrue(
                                Set.of("202305", "202306", "202307").containsAll(digits(seen)),
                                () -> seen + " are read by " + statement));
        Set<String> tables = new TreeSet<>();
        months.values()
                .forEach(seen -> seen.forEach(one -> tables.add(one.replaceAll("_\\d+", ""))));
        assertEquals(
                Set.of("minute_aggregates", "quarter_hour_rollings", "raw_observations"), tables);
    }

    /** All of a place, so also what is kept by months: each page by the index of each of them. */
    @Test
    void everyPageOfAnExportIsServedByAnIndex() throws SQLException {
        List<String> pages = statementsFor(List.of("/v1/places/p7/export"));
        pages.removeIf(statement -> !statement.startsWith("SELECT"));
        assertTrue(pages.size() > 30, "statements seen: " + pages.size());
        List<String> empty =
                filled.withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT 'Seq Scan on ' || relname FROM pg_class WHERE reltuples = 0")
                                        .mapTo(String.class)
                                        .list());
        for (String page : new TreeSet<>(pages)) {
            Set<String> unserved = unservedScans(plan(page));
            empty.forEach(unserved::remove);
            assertEquals(Set.of(), unserved, page);
        }
    }

    /** Of the places of as many alerts as are read at a time. */
    @Test
    void placesOfAlertsThatAreStreamedAreFoundByAnIndex() throws SQLException {
        Jdbi jdbi = Jdbi.create(source);
        Queue<String> statements = statementsOf(jdbi);
        Set<String> ids =
                IntStream.rangeClosed(1, 200).mapToObj(i -> "p" + i).collect(Collectors.toSet());
        assertEquals(200, new PositionStore(Database.over(jdbi)).find(ids).size());
        assertEquals(1, statements.size());
        assertEquals(Set.of(), unservedScans(plan(statements.element())));
    }

    private static Set<String> digits(Set<String> relations) {
        return relations.stream()
                .map(name -> name.replaceAll("\\D", ""))
                .collect(Collectors.toSet());
    }

    /** One plan for any values would lock all partitions, and wait for whoever drops one. */
    @Test
    void whatIsKeptPreparedIsPlannedForItsOwnValues(PostgresSettings suite) {
        PostgresSettings settings =
                new PostgresSettings(
                        suite.url().replace("/postgres", "/filled"),
                        suite.user(),
                        suite.password());
        List<String> often = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            often.addAll(QUESTIONS);
        }
        try (Postgres pool =
                Postgres.connect(settings, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))) {
            ask(pool, often);
            Map<String, Object> plans =
                    pool.reads().read(handle -> handle.createQuery(PLANS_BY_TIME).mapToMap().one());
            assertEquals(0L, plans.get("for_any_values"));
            assertTrue((long) plans.get("for_own_values") > QUESTIONS.size(), plans.toString());
        }
    }

    private static List<String> statementsFor(List<String> questions) {
        return statementsFor(Jdbi.create(source), questions);
    }

    /** Every statement, with its values, that the questions make the API run. */
    private static List<String> statementsFor(Jdbi jdbi, List<String> questions) {
        Queue<String> statements = statementsOf(jdbi);
        ask(Postgres.of(Database.over(jdbi)), questions);
        return new ArrayList<>(statements);
    }

    private static void ask(Postgres postgres, List<String> questions) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        List<Endpoint> routes =
                new ArrayList<>(
                        Routes.open(
                                postgres,
                                Optional.empty(),
                                RunningApi.noLimits(),
                                RunningApi.exports(postgres.own()),
                                RunningApi.preferences(postgres.own(), Optional.empty()),
                                Clock.systemUTC(),
                                meters));
        FlinkCluster flink = new FlinkCluster(Optional.empty(), Clock.systemUTC());
        routes.addAll(Routes.management(postgres, flink, Optional.empty(), meters));
        try (HttpServer server =
                HttpServer.start(
                        RunningApi.anywhere(),
                        routes,
                        Admission.EVERYBODY,
                        meters,
                        RequestTraces.none())) {
            Api api = Api.of(server);
            for (String question : questions) {
                if (question.contains("/backtest ")) {
                    String[] parts = question.split(" ", 2);
                    Api.Answer answer = api.post(parts[0], "application/json", parts[1]);
                    assertEquals(200, answer.status(), answer.text());
                    continue;
                }
                if (question.endsWith("/export")) {
                    assertEquals(200, api.getUnchecked(question).status());
                    continue;
                }
                JsonNode page = api.json(question);
                String next = page.path("next").asText("");
                if (!next.isEmpty() && !page.path("next").isNull()) {
                    api.json(question + (question.contains("?") ? "&" : "?") + "cursor=" + next);
                }
            }
        }
    }

    /** Those that are run from now on, with their values. */
    private static Queue<String> statementsOf(Jdbi jdbi) {
        Queue<String> statements = new ConcurrentLinkedQueue<>();
        jdbi.setSqlLogger(
                new SqlLogger() {
                    @Override
                    public void logBeforeExecution(StatementContext context) {
                        statements.add(context.getStatement().toString());
                    }
                });
        return statements;
    }

    private static JsonNode plan(String statement) throws SQLException {
        String json = filled.withHandle(handle -> explain(handle, statement));
        try {
            return new ObjectMapper().readTree(json).at("/0/Plan");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Past Jdbi, as the statement already holds its values. */
    private static String explain(Handle handle, String statement) throws SQLException {
        try (Statement explain = handle.getConnection().createStatement();
                ResultSet rows = explain.executeQuery("EXPLAIN (FORMAT JSON) " + statement)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Scans of whole tables, and scans of whole indexes. */
    private static Set<String> unservedScans(JsonNode plan) {
        Set<String> unserved = new TreeSet<>();
        String type = plan.path("Node Type").asText();
        boolean wholeTable = type.equals("Seq Scan");
        boolean wholeIndex = type.contains("Index") && !plan.has("Index Cond");
        if (wholeTable || wholeIndex) {
            unserved.add(type + " on " + plan.path("Relation Name").asText());
        }
        plan.path("Plans").forEach(child -> unserved.addAll(unservedScans(child)));
        return unserved;
    }

    /** The tables that a plan scans. */
    private static Set<String> relations(JsonNode plan) {
        Set<String> relations = new TreeSet<>();
        if (plan.has("Relation Name")) {
            relations.add(plan.path("Relation Name").asText());
        }
        plan.path("Plans").forEach(child -> relations.addAll(relations(child)));
        return relations;
    }

    /** One that is asked by POST: its path, then its body. */
    private static String backtest(String when) {
        return """
               /v1/preferences/backtest {"places": ["p7"], "last": "P20D", "preference": {"name": "n", "when": %s}}"""
                .formatted(when);
    }

    private static String partitions(String table) {
        return """
               SELECT outpost.make_partition('%s', timestamptz '2015-01-01 00:00+00' + i * interval '1 month')
               FROM generate_series(0, 120) i
               """
                .formatted(table);
    }

    private static String panes(String table, String step, int count) {
        return """
               INSERT INTO outpost.%s (place_id, start_at, observations, revision, as_of, writer_epoch)
               SELECT 'p' || p, timestamptz '2023-07-01' - i * interval '%s', 1, 1, now(), 1
               FROM generate_series(1, 20) p, generate_series(-1000, %d) i
               """
                .formatted(table, step, count);
    }
}
