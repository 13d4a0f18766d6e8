package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.api.postgres.PostgresSettings;
import io.outpost.api.sensor.Enrolled;
import io.outpost.signatures.SigningKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All that is kept of a place, from real tables, to clients that read and to those that do not. */
@ExtendWith(RunningApi.class)
final class ExportIT {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** 100 MB do not fit on the way to a client that does not read. */
    private static final String LARGE = "large";

    private static Rows rows;
    private static Enrolled enrolled;
    private static Application application;
    private static Api api;

    @BeforeAll
    static void start(PostgresSettings postgres, Rows tables) {
        rows = tables;
        enrolled = new Enrolled(tables.jdbi());
        application = RunningApi.start(postgres, Optional.empty());
        api = Api.of(application);
        many(LARGE, 50_000, 2_000);
    }

    @AfterAll
    static void end() {
        application.close();
    }

    /** A table that is added is missed here without a word. */
    @Test
    void hasEveryRowOfEveryTableOfThePlaceAndOfNoOther() throws IOException {
        fill("exported");
        fill("exported-not");
        enrolled.sensor("exported gateway", "t", "exported", null);
        SigningKey key = enrolled.signing("exported gateway", "exported-signs", 1);
        enrolled.secret("exported gateway", "exported-secret", "a secret of a sensor", 2);
        String path = "/v1/places/exported/export";
        assertEquals(200, api.get(path).status(), "as the contract says, line by line");
        Map<String, List<JsonNode>> lines = exported("exported");
        Set<String> tables = new TreeSet<>(tablesOfPlaces());
        for (String table : tables) {
            List<JsonNode> stored = stored(table, "exported");
            assertFalse(stored.isEmpty(), table);
            assertEquals(new HashSet<>(stored), new HashSet<>(lines.get(table)), table);
            assertEquals(stored.size(), lines.get(table).size(), table);
        }
        tables.addAll(List.of("sensors", "sensor_keys"));
        assertEquals(tables, lines.keySet());
        assertEquals("exported gateway", lines.get("sensors").get(0).path("id").asText());
        assertEquals(
                List.of(
                        "exported-secret secret null",
                        "exported-signs ed25519 "
                                + Base64.getEncoder().encodeToString(key.verifyingKey().bytes())),
                lines.get("sensor_keys").stream()
                        .map(
                                one ->
                                        one.path("id").asText()
                                                + " "
                                                + one.path("algorithm").asText()
                                                + " "
                                                + one.path("public_key").asText())
                        .toList());
        assertFalse(lines.get("sensor_keys").get(0).has("verifier"));
    }

    private static void fill(String id) {
        Instant at = Instant.parse("2026-04-30T12:00:00.250Z");
        Instant hour = Instant.parse("2026-04-30T12:00:00Z");
        rows.insert(
                Row.place(id).with("latitude", 1.1).with("longitude", -179.5),
                Row.counters(id, at),
                Row.minute(id, hour).celsius(1, 20, 20, 20),
                Row.minute(id, hour.plusSeconds(60)),
                Row.hour(id, hour).celsius(1, 0.1, 20, 20),
                Row.day(id, hour),
                Row.quarterHour(id, hour),
                Row.models(id, hour, 80),
                Row.raw(id, "s1", at).with("air_temperature_celsius", 20).with("extras", "\u00e9"),
                Row.raw(id, "s2", at),
                Row.raw(id, "s1", at.minusSeconds(40_000_000)),
                Row.transition(id, "HEAT", at, "OK", "ACTIVE"),
                Row.transition(id, "HEAT", at, "OK", "ACTIVE").with("revision", 2),
                Row.episode(id, "HEAT", "episode of " + id, at),
                Row.alert(id, "alert of " + id, at));
        rows.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "INSERT INTO outpost.place_versions SELECT * FROM outpost.places WHERE place_id = ?",
                                        id));
    }

    /** What people want of it, and what came of that, is theirs. */
    private static List<String> tablesOfPlaces() {
        return rows.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT relname FROM pg_class
                                                JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'place_id'
                                                WHERE relnamespace = 'outpost'::regnamespace AND relkind IN ('r', 'p')
                                                    AND NOT relispartition AND relname NOT LIKE 'preference%'
                                                """)
                                        .mapTo(String.class)
                                        .list());
    }

    private static List<JsonNode> stored(String table, String id) throws IOException {
        List<String> texts =
                rows.jdbi()
                        .inTransaction(
                                handle -> {
                                    handle.execute("SET LOCAL TIME ZONE 'UTC'");
                                    return handle.createQuery(
                                                    "SELECT CAST(to_json(t) AS text) FROM outpost.%s t WHERE place_id = :id"
                                                            .formatted(table))
                                            .bind("id", id)
                                            .mapTo(String.class)
                                            .list();
                                });
        List<JsonNode> read = new ArrayList<>();
        for (String text : texts) {
            read.add(MAPPER.readTree(text));
        }
        return read;
    }

    /** The rows by their tables, of an export that must be whole. */
    private static Map<String, List<JsonNode>> exported(String id) throws IOException {
        Api.Answer answer = api.getUnchecked("/v1/places/" + id + "/export");
        assertEquals(200, answer.status(), answer.text());
        assertEquals("application/x-ndjson", answer.mediaType());
        assertEquals("no-store", answer.header("Cache-Control"));
        List<JsonNode> lines = new ArrayList<>();
        for (String line : answer.text().lines().toList()) {
            lines.add(MAPPER.readTree(line));
        }
        JsonNode end = lines.remove(lines.size() - 1).path("end");
        assertTrue(end.path("complete").asBoolean(), answer::text);
        assertEquals(lines.size(), end.path("rows").asInt());
        return lines.stream()
                .collect(
                        Collectors.groupingBy(
                                line -> line.path("table").asText(),
                                Collectors.mapping(line -> line.path("row"), Collectors.toList())));
    }

    @Test
    void pagesJoinWithoutLossOrRepetition() throws IOException {
        many("in-pages", 2_500, 1);
        List<JsonNode> read = exported("in-pages").get("raw_observations");
        assertEquals(2_500, read.size());
        assertEquals(2_500, new HashSet<>(read).size());
    }

    /** Several sensors at each second, so that pages end between rows of the same time. */
    private static void many(String id, int count, int bytesOfEach) {
        rows.insert(Row.place(id), Row.raw(id, "first", Instant.parse("2026-04-01T00:00:00Z")));
        rows.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        """
                                        INSERT INTO outpost.raw_observations (place_id, sensor_id, observed_at,
                                            observed_millisecond, received_at, kafka_partition, kafka_offset, extras)
                                        SELECT ?, 's' || i % 7, timestamptz '2026-04-02Z' + i / 7 * interval '1 second', 0,
                                            now(), 0, i, jsonb_build_object('x', repeat('y', ?))
                                        FROM generate_series(1, ? - 1) i
                                        """,
                                        id, bytesOfEach, count));
    }

    /** What was not asked for before the mark is not there after it. */
    @Test
    void aPlaceThatIsDeletedMeanwhileEndsItsExport() throws Exception {
        try (BufferedReader lines = opened(LARGE)) {
            assertTrue(lines.readLine().contains("\"table\":\"places\""));
            rows.jdbi()
                    .useHandle(
                            handle ->
                                    handle.execute(
                                            "INSERT INTO api.deleted_places VALUES (?)", LARGE));
            List<String> rest = lines.lines().toList();
            JsonNode end = MAPPER.readTree(rest.get(rest.size() - 1)).path("end");
            assertFalse(end.path("complete").asBoolean());
            assertEquals("DELETED", end.path("cut").asText());
            assertEquals(rest.size(), end.path("rows").asInt());
            assertTrue(rest.size() < 50_000, "rows: " + rest.size());
            // A place is kept for a moment; a request that deletes it waits for that.
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (api.get("/v1/places/large").status() != 404) {
                assertTrue(System.nanoTime() < deadline, "is still given out");
            }
            assertEquals(404, api.get("/v1/places/large/export").status());
        } finally {
            rows.jdbi().useHandle(handle -> handle.execute("DELETE FROM api.deleted_places"));
        }
    }

    /** A table that is not there is as good as a database that does not answer. */
    @Test
    void whatCannotBeReadToItsEndSaysSo() throws Exception {
        try (BufferedReader lines = opened(LARGE)) {
            assertTrue(lines.readLine().contains("table"));
            rows.jdbi().useHandle(h -> h.execute("ALTER TABLE outpost.alerts RENAME TO away"));
            try {
                String last = lines.lines().reduce((before, after) -> after).orElseThrow();
                JsonNode end = MAPPER.readTree(last).path("end");
                assertFalse(end.path("complete").asBoolean());
                assertEquals("UNAVAILABLE", end.path("cut").asText());
                assertEquals(50_001, end.path("rows").asInt(), "all that comes before");
            } finally {
                rows.jdbi().useHandle(h -> h.execute("ALTER TABLE outpost.away RENAME TO alerts"));
            }
        }
    }

    @Test
    void twoAreWrittenAtATimeAndWhoTakesNothingGivesWay() throws Exception {
        try (BufferedReader first = opened(LARGE);
                BufferedReader second = opened(LARGE)) {
            assertTrue(first.readLine().contains("table"));
            assertTrue(second.readLine().contains("table"));
            Api.Answer third = api.get("/v1/places/large/export");
            assertEquals(503, third.status(), third.text());
            assertEquals("60", third.header("Retry-After"));
            assertTrue(third.json().path("type").asText().endsWith(":busy"), third.text());
            fill("after-them");
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (api.getUnchecked("/v1/places/after-them/export").status() != 200) {
                assertTrue(System.nanoTime() < deadline, "who takes nothing holds a thread");
            }
        }
    }

    @Test
    void whoOnlyAsksForTheHeadHoldsNothing() throws IOException {
        fill("head");
        for (int i = 0; i < 5; i++) {
            assertEquals(200, api.send("HEAD", "/v1/places/head/export").status());
        }
        assertFalse(exported("head").isEmpty());
    }

    @Test
    void aPlaceThatNobodyKnowsHasNone() {
        assertEquals(404, api.get("/v1/places/never-exported/export").status());
    }

    private static BufferedReader opened(String id) throws IOException, InterruptedException {
        URI uri =
                URI.create(
                        "http://127.0.0.1:" + application.port() + "/v1/places/" + id + "/export");
        HttpResponse<InputStream> response =
                HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
        assertEquals(200, response.statusCode());
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }
}
