package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.api.export.ExportSettings;
import io.outpost.api.postgres.PostgresSettings;
import io.outpost.api.token.Issuer;
import io.outpost.api.token.TokenSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exports of long ranges from a real Postgres, by processes that end in the middle, and for who
 * asks for too much. The databases are its own, so that no other test's worker takes what is asked
 * here.
 */
@ExtendWith(RunningApi.class)
final class ExportsIT {

    private static final String JSON = "application/json";
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Observations of two months, so of two spans; the second month can be locked by itself. */
    private static final String MANY = "many, \"quoted\"";

    private static final String FEW = "few";
    private static final String RANGE =
            "\"start\":\"2026-03-01T00:00:00Z\",\"end\":\"2026-05-01T00:00:00Z\"";
    private static final String OF_APRIL = "raw_observations_202604";

    private static EmbeddedPostgres server;
    private static PostgresSettings postgres;
    private static Jdbi jdbi;
    private static Application application;
    private static Api api;

    @BeforeAll
    static void start(EmbeddedPostgres embedded) {
        server = embedded;
        on("postgres").useHandle(handle -> handle.execute("CREATE DATABASE exports"));
        Flyway.configure().dataSource(embedded.getDatabase("postgres", "exports")).load().migrate();
        fill(new Rows(on("exports")));
        for (String copy : List.of("exports_killed", "exports_small")) {
            on("postgres")
                    .useHandle(
                            h -> h.execute("CREATE DATABASE %s TEMPLATE exports".formatted(copy)));
        }
        postgres = settings("exports");
        jdbi = on("exports");
        application = RunningApi.start(postgres, Optional.empty());
        api = Api.of(application);
    }

    @AfterAll
    static void end() {
        application.close();
    }

    @AfterEach
    void remove() {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM api.exports"));
        jdbi.useHandle(handle -> handle.execute("DELETE FROM api.deleted_places"));
    }

    private static Jdbi on(String database) {
        return Jdbi.create(server.getDatabase("postgres", database));
    }

    private static PostgresSettings settings(String database) {
        return new PostgresSettings(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), database),
                "api",
                "");
    }

    private static void fill(Rows rows) {
        Instant april = Instant.parse("2026-04-10T00:00:00Z");
        rows.insert(
                Row.place(MANY).with("latitude", 1).with("longitude", 2),
                Row.counters(MANY, Instant.parse("2026-04-30T12:00:00Z")),
                Row.place("nepal").with("time_zone", "Asia/Kathmandu"),
                Row.place(FEW).with("latitude", 10).with("longitude", 20),
                Row.counters(FEW, april),
                Row.raw(FEW, "s", april).with("air_temperature_celsius", 1.5),
                Row.raw(MANY, "s", Instant.parse("2026-03-01T00:00:00Z")),
                Row.raw(MANY, "s", Instant.parse("2026-04-30T00:00:00Z")),
                Row.hour(FEW, april).celsius(1, 1, 2, 1.5),
                Row.transition(FEW, "HEAT", april, "OK", "ACTIVE"),
                Row.transition(FEW, "HEAT", april, "OK", "ACTIVE").with("revision", 2),
                Row.transition(MANY, "COLD", april, "OK", "ACTIVE")
                        .with("drivers", List.of(driver())));
        rows.jdbi().useHandle(ExportsIT::fillMany);
    }

    private static Map<String, Object> driver() {
        return Map.of("measure", "felt_temperature_celsius", "value", -12.5, "windowSeconds", 3600);
    }

    /** Several sensors at each second, so that pages end between rows of the same time. */
    private static void fillMany(Handle handle) {
        for (String month : List.of("2026-03-02", "2026-04-02")) {
            handle.execute(
                    """
                    INSERT INTO outpost.raw_observations (place_id, sensor_id, observed_at, observed_millisecond,
                        received_at, kafka_partition, kafka_offset, air_temperature_celsius, extras)
                    SELECT ?, 's' || i % 7, CAST(? AS timestamptz) + i / 7 * interval '1 minute', 0,
                        now(), 0, i, i % 300 / 10.0, jsonb_build_object('note', 'a,"b"')
                    FROM generate_series(1, 12000) i
                    """,
                    MANY, month);
        }
        handle.execute(
                """
                INSERT INTO outpost.hour_aggregates (place_id, start_at, observations, revision, as_of, writer_epoch,
                    coverage, air_temperature_celsius_n, air_temperature_celsius_min, air_temperature_celsius_max,
                    air_temperature_celsius_sum)
                SELECT ?, timestamptz '2026-03-01Z' + i * interval '1 hour', 60, 1, now(), 1, 1, 60, 1, 2, 90 + i
                FROM generate_series(0, 1460) i
                """,
                MANY);
    }

    @Test
    void observationsAreTheBytesOfThePagesOfEachPlace() throws IOException {
        for (String format : List.of("csv", "ndjson")) {
            String text =
                    exported(
                            api,
                            """
                            {"kind":"observations","format":"%s","place_id":["few","many, \\"quoted\\""],
                             "quantity":["air_temperature_celsius"],%s}
                            """
                                    .formatted(format, RANGE));
            StringBuilder pages = new StringBuilder();
            for (String place : List.of(FEW, MANY)) {
                String path =
                        "/v1/places/"
                                + Api.encoded(place)
                                + "/observations?quantity=air_temperature_celsius";
                for (String span :
                        List.of(
                                "&start=2026-03-01T00:00:00Z&end=2026-04-01T00:00:00Z",
                                "&start=2026-04-01T00:00:00Z&end=2026-05-01T00:00:00Z")) {
                    pages.append(paged(api, path + span, mediaType(format), place));
                }
            }
            assertSame(head(format, api, FEW) + pages, text);
            assertTrue(text.lines().count() > 24_000, format);
        }
    }

    private static String head(String format, Api from, String place) {
        String path = "/v1/places/" + place + "/observations?quantity=air_temperature_celsius";
        return format.equals("csv")
                ? "place_id,"
                        + from.get(path, "Accept", CSV).text().lines().findFirst().orElseThrow()
                        + "\r\n"
                : "";
    }

    private static String mediaType(String format) {
        return format.equals("csv") ? CSV : NDJSON;
    }

    /** The lines of all pages, each with its place before it, without the names of columns. */
    private static String paged(Api from, String path, String mediaType, String place) {
        StringBuilder lines = new StringBuilder();
        String next = "";
        while (next != null) {
            Api.Answer page = from.get(path + "&limit=1000" + next, "Accept", mediaType);
            assertEquals(200, page.status(), page.text());
            boolean isCsv = mediaType.equals(CSV);
            String quoted = place.replace("\"", isCsv ? "\"\"" : "\\\"");
            for (String line : page.text().lines().skip(isCsv ? 1 : 0).toList()) {
                lines.append(
                        isCsv
                                ? (place.equals(FEW) ? place : '"' + quoted + '"')
                                        + ","
                                        + line
                                        + "\r\n"
                                : "{\"place_id\":\"" + quoted + "\"," + line.substring(1) + "\n");
            }
            next =
                    Optional.ofNullable(page.header("Link"))
                            .map(link -> link.replaceAll("(?s).*[?&](cursor=[^&>]+).*", "&$1"))
                            .orElse(null);
        }
        return lines.toString();
    }

    /** The first difference, where both would fill the screen. */
    private static void assertSame(String expected, String actual) {
        if (!expected.equals(actual)) {
            List<String> wanted = expected.lines().toList();
            List<String> had = actual.lines().toList();
            for (int i = 0; i < Math.min(wanted.size(), had.size()); i++) {
                assertEquals(wanted.get(i), had.get(i), "line " + i);
            }
            assertEquals(wanted.size(), had.size());
            assertEquals(expected.length(), actual.length(), "ends of lines");
        }
    }

    @Test
    void seriesAreWhatTheRouteOfSeveralPlacesGives() throws IOException {
        String ofApril = "start=2026-04-01T00:00:00Z&end=2026-05-01T00:00:00Z";
        String asked =
                """
                {"kind":"timeseries","format":"%s","place_id":["many, \\"quoted\\"","few"],"quantity":"air_temperature_celsius",
                 "bucket":"1h","units":"imperial","digits":"all","start":"2026-04-01T00:00:00Z","end":"2026-05-01T00:00:00Z"}
                """;
        String query =
                "{\"place_id\":[\"few\",\"many, \\\"quoted\\\"\"],\"quantity\":\"air_temperature_celsius\",\"bucket\":\"1h\","
                        + "\"units\":\"imperial\",\"digits\":\"all\",\"start\":\"2026-04-01T00:00:00Z\",\"end\":\"2026-05-01T00:00:00Z\"}";
        for (String format : List.of("csv", "ndjson")) {
            Api.Answer answer =
                    api.post("/v1/timeseries/query", JSON, query, "Accept", mediaType(format));
            assertEquals(200, answer.status(), answer.text());
            assertSame(answer.text(), exported(api, asked.formatted(format)));
            assertTrue(answer.text().lines().count() > 700, answer.text());
        }
        String long1 =
                exported(
                        api,
                        """
                        {"kind":"timeseries","format":"ndjson","place_id":"many, \\"quoted\\"","quantity":"air_temperature_celsius",
                         "start":"2020-01-01T00:00:00Z","end":"2026-05-01T00:00:00Z"}
                        """);
        assertSame(
                paged(
                        api,
                        "/v1/places/"
                                + Api.encoded(MANY)
                                + "/timeseries?quantity=air_temperature_celsius"
                                + "&start=2020-01-01T00:00:00Z&end=2026-05-01T00:00:00Z",
                        NDJSON,
                        MANY),
                long1);
        assertEquals(1_461, long1.lines().count(), ofApril);
    }

    @Test
    void changesOfConditionsAreThoseOfTheHistory() throws IOException {
        for (String format : List.of("csv", "ndjson")) {
            String text =
                    exported(
                            api,
                            """
                            {"kind":"conditions_history","format":"%s","place_id":["few","many, \\"quoted\\""],
                             "last":"P31D","revisions":"all","units":"imperial"}
                            """
                                    .formatted(format));
            String query =
                    "/conditions/history?revisions=all&units=imperial&start=2026-03-01T00:00:00Z";
            String lines =
                    paged(api, "/v1/places/few" + query, mediaType(format), FEW)
                            + paged(
                                    api,
                                    "/v1/places/" + Api.encoded(MANY) + query,
                                    mediaType(format),
                                    MANY);
            String head =
                    "place_id,condition,at,from_state,state,level,episode_id,drivers,as_of,revision,retracted,units\r\n";
            assertSame((format.equals("csv") ? head : "") + lines, text);
            assertEquals(format.equals("csv") ? 4 : 3, text.lines().count(), text);
            assertTrue(text.contains("felt_temperature_celsius"), text);
            assertTrue(text.contains("[degF]"), text);
        }
    }

    @Test
    void saysHowFarItIsAndWhatItHas() {
        Api.Answer answer =
                api.post(
                        "/v1/exports",
                        JSON,
                        "{\"kind\":\"observations\",\"bbox\":\"19,9,21,11\",\"last\":\"P1D\"}");
        assertEquals(202, answer.status(), answer.text());
        String path = answer.header("Location");
        assertEquals("/v1/exports/" + answer.json().path("export_id").asText(), path);
        JsonNode done = done(api, path);
        assertEquals(1, done.path("places").asInt());
        assertEquals(1, done.path("places_done").asInt());
        assertEquals(1, done.path("progress").asDouble());
        assertEquals(1, done.path("rows").asInt(), "the newest observation of the place is within");
        assertEquals("Cel", done.at("/units/air_temperature_celsius").asText());
        assertEquals("2026-04-10T00:00:00.001Z", done.at("/parameters/end/0").asText());
        String text = api.get(path + "/data").text();
        assertEquals(text.getBytes(StandardCharsets.UTF_8).length, done.path("bytes").asInt());
        assertEquals("{\"exports\":[]}", api.get("/v1/exports").text(), "nobody owns it");
        assertEquals(204, api.delete(path).status());
        assertEquals(404, api.get(path).status());
        assertEquals(404, api.get(path + "/data").status());
        assertEquals(404, api.delete(path).status());
    }

    @Test
    void theFileIsServedFromAnyByteCompressedAndPlain() throws Exception {
        String path =
                asked(
                        api,
                        "{\"kind\":\"observations\",\"place_id\":[\"few\",\"many, \\\"quoted\\\"\"],"
                                + RANGE
                                + "}");
        JsonNode done = done(api, path);
        byte[] plain = bytes(path, 200);
        byte[] zipped = bytes(path, 200, "Accept-Encoding", "deflate, gzip;q=0.5");
        assertEquals(done.path("bytes").asInt(), plain.length);
        assertEquals(done.path("compressed_bytes").asInt(), zipped.length);
        assertArrayEquals(plain, unzipped(zipped));
        assertArrayEquals(plain, bytes(path, 200, "Accept-Encoding", "gzip;q=0"));
        assertTrue(chunks(path) > 2, "chunks: " + chunks(path));
        for (String encoding : List.of("identity", "gzip")) {
            byte[] whole = encoding.equals("gzip") ? zipped : plain;
            ByteArrayOutputStream parts = new ByteArrayOutputStream();
            int step = whole.length / 7 + 1;
            for (int at = 0; at < whole.length; at += step) {
                String range = "bytes=%d-%d".formatted(at, at + step - 1);
                parts.writeBytes(bytes(path, 206, "Accept-Encoding", encoding, "Range", range));
            }
            assertArrayEquals(whole, parts.toByteArray(), encoding);
            assertArrayEquals(
                    Arrays.copyOfRange(whole, whole.length - 5, whole.length),
                    bytes(path, 206, "Accept-Encoding", encoding, "Range", "bytes=-5"));
        }
        HttpResponse<byte[]> first = get(path, "Range", "bytes=0-0");
        assertEquals("bytes 0-0/" + plain.length, header(first, "Content-Range"));
        assertTrue(
                header(first, "Content-Disposition").endsWith(".csv\""),
                header(first, "Content-Disposition"));
        String tag = header(first, "ETag");
        bytes(path, 206, "Range", "bytes=5-", "If-Range", tag);
        bytes(path, 200, "Range", "bytes=5-", "If-Range", "\"another\"");
        bytes(path, 200, "Range", "bytes=5-6,8-9");
        bytes(path, 200, "Range", "lines=1-2");
        Api.Answer behind = api.get(path + "/data", "Range", "bytes=" + plain.length + "-");
        assertEquals(416, behind.status(), behind.text());
        assertEquals("bytes */" + plain.length, behind.header("Content-Range"));
        assertEquals(200, api.send("HEAD", path + "/data").status());
        assertEquals(
                String.valueOf(plain.length),
                api.send("HEAD", path + "/data").header("Content-Length"));
    }

    private static byte[] bytes(String path, int status, String... headers) throws Exception {
        HttpResponse<byte[]> response = get(path, headers);
        assertEquals(status, response.statusCode());
        return response.body();
    }

    private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(dataOf(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static URI dataOf(String path) {
        return URI.create("http://127.0.0.1:" + application.port() + path + "/data");
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }

    private static byte[] unzipped(byte[] gzip) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes();
    }

    /** The second month cannot be read meanwhile, so the export is in the middle for sure. */
    @Test
    void whatIsCancelledEndsAndWhatIsBehindItGoesOn() throws Exception {
        String locked = OF_APRIL;
        try (Handle lock = locked(jdbi, locked)) {
            String first = asked(api, observationsOf("[\"many, \\\"quoted\\\"\"]"));
            String second = asked(api, observationsOf("\"few\""));
            Api.Answer third = api.post("/v1/exports", JSON, observationsOf("\"few\""));
            assertEquals(429, third.status(), third.text());
            assertEquals("60", third.header("Retry-After"));
            await(() -> api.json(first).path("rows").asInt() > 0, "the first month is saved");
            JsonNode status = api.json(first);
            assertEquals("RUNNING", status.path("state").asText());
            assertTrue(status.path("progress").asDouble() > 0, status.toString());
            assertTrue(status.path("progress").asDouble() < 1, status.toString());
            Api.Answer data = api.get(first + "/data");
            assertEquals(409, data.status(), data.text());
            assertNotNull(data.header("Retry-After"));
            assertEquals(204, api.delete(first).status());
            assertEquals(0, chunks(first));
            lock.rollback();
            assertEquals(1, done(api, second).path("rows").asInt());
            assertEquals(404, api.get(first).status());
            assertEquals(0, chunks(first), "nothing comes after it was removed");
        }
    }

    private static String observationsOf(String places) {
        return "{\"kind\":\"observations\",\"place_id\":" + places + "," + RANGE + "}";
    }

    private static Handle locked(Jdbi on, String table) {
        Handle handle = on.open();
        handle.begin();
        handle.execute("LOCK TABLE outpost." + table + " IN ACCESS EXCLUSIVE MODE");
        return handle;
    }

    private static int chunks(String path) {
        return chunks(jdbi, path);
    }

    private static int chunks(Jdbi on, String path) {
        return on.withHandle(
                handle ->
                        handle.select(
                                        "SELECT count(*) FROM api.export_chunks WHERE export_id = ?",
                                        path.replaceAll(".*/", ""))
                                .mapTo(Integer.class)
                                .one());
    }

    /** A process of its own is killed with a part saved; another one goes on there. */
    @Test
    void anotherInstanceGoesOnWhereOneWasKilled() throws Exception {
        Jdbi of = on("exports_killed");
        int port = freePort();
        Process process = started(port, freePort());
        String path;
        try (Handle lock = locked(of, OF_APRIL)) {
            path = askedOnceItListens(port);
            await(
                    () -> chunks(of, path) > 0 && isHeld(of),
                    "part of it is saved, and it is worked on");
            process.destroyForcibly().waitFor();
            of.useHandle(
                    handle -> {
                        // The time of its hold is over; and of one that ended long ago.
                        handle.execute("UPDATE api.exports SET lease_until = clock_timestamp()");
                        handle.execute(
                                """
                                INSERT INTO api.exports (id, address, kind, format, parameters, place_ids, units, state, expires_at)
                                VALUES (repeat('0', 32), '', 'OBSERVATIONS', 'CSV', '{}', '{few}', '{}', 'DONE', now())
                                """);
                    });
            lock.rollback();
        } finally {
            process.destroyForcibly();
        }
        int before = chunks(of, path);
        try (Application another = RunningApi.start(settings("exports_killed"), Optional.empty())) {
            Api there = Api.of(another);
            JsonNode done = done(there, path);
            assertEquals(24_003, done.path("rows").asInt());
            assertTrue(chunks(of, path) > before, "it went on behind what was saved");
            String text = there.get(path + "/data").text();
            String again = exported(api, observationsOf("[\"few\",\"many, \\\"quoted\\\"\"]"));
            assertSame(again, text);
            assertEquals(
                    1,
                    count(of, "SELECT count(*) FROM api.exports"),
                    "what has expired is removed");
        }
    }

    private static boolean isHeld(Jdbi of) {
        return count(
                        of,
                        "SELECT count(*) FROM api.exports WHERE tries > 0 AND lease_until > clock_timestamp() + interval '10 s'")
                == 1;
    }

    private static int count(Jdbi of, String sql) {
        return of.withHandle(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
    }

    private static Process started(int port, int managementPort) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ApiServer.class.getName(),
                        "--port=" + port,
                        "--management-port=" + managementPort,
                        "--postgres-url=" + settings("exports_killed").url(),
                        "--postgres-user=api")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String askedOnceItListens(int port) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/exports"))
                        .header("Content-Type", JSON)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        observationsOf("[\"few\",\"many, \\\"quoted\\\"\"]")))
                        .build();
        List<String> paths = new ArrayList<>();
        await(
                () -> {
                    try {
                        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
                        assertEquals(202, answer.statusCode(), answer.body());
                        paths.add(header(answer, "Location"));
                        return true;
                    } catch (IOException e) {
                        return false;
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "it listens");
        return paths.get(0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** It is in the middle of a page when it is ended, and has more to read behind that. */
    @Test
    void whatAnEndingProcessLeavesIsFreeForOthers() throws Exception {
        Jdbi of = on("exports_small");
        of.useHandle(handle -> handle.execute("DELETE FROM api.exports"));
        Application ending = start(RunningApi.EXPORTS, PeopleSettings.PUBLIC);
        int managementPort = ending.managementPort();
        Thread end = new Thread(ending::close);
        try (Handle lock = locked(of, OF_APRIL)) {
            String path = asked(Api.of(ending), observationsOf("[\"many, \\\"quoted\\\"\"]"));
            await(() -> chunks(of, path) > 0, "part of it is saved");
            end.start();
            await(() -> !listens(managementPort), "it ends");
            lock.rollback();
            end.join();
        } finally {
            if (end.getState() == Thread.State.NEW) {
                ending.close();
            }
        }
        assertEquals(
                1,
                count(
                        of,
                        "SELECT count(*) FROM api.exports WHERE state = 'RUNNING' AND rows < 24002"
                                + " AND lease_until < clock_timestamp() + interval '3 s'"));
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** By the mark alone, as another instance may write it in any moment. */
    @Test
    void anExportWithAPlaceThatIsDeletedIsNotThere() throws Exception {
        String path = large();
        HttpResponse<InputStream> begun =
                HTTP.send(
                        HttpRequest.newBuilder(dataOf(path)).build(), BodyHandlers.ofInputStream());
        assertEquals(200, begun.statusCode());
        assertEquals('x', begun.body().read());
        jdbi.useHandle(h -> h.execute("INSERT INTO api.deleted_places VALUES ('few')"));
        assertEquals(404, api.get(path).status());
        assertEquals(404, api.get(path + "/data").status());
        assertThrows(IOException.class, () -> begun.body().readAllBytes(), "it breaks off");
        Api.Answer again = api.post("/v1/exports", JSON, observationsOf("[\"few\"]"));
        assertEquals(422, again.status(), again.text());
        assertEquals("/body/place_id", again.json().at("/errors/0/pointer").asText());
    }

    /**
     * 100 MiB do not fit on the way to a client that does not read; all its chunks are the same.
     */
    private static String large() {
        int length = 1 << 20;
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        deflater.setInput("x".repeat(length).getBytes(StandardCharsets.US_ASCII));
        byte[] buffer = new byte[length];
        int count = deflater.deflate(buffer, 0, length, Deflater.SYNC_FLUSH);
        deflater.end();
        String id = "1".repeat(32);
        jdbi.useHandle(
                handle -> {
                    handle.execute(
                            """
                            INSERT INTO api.exports (id, address, kind, format, parameters, place_ids, units, state, bytes)
                            VALUES (?, '', 'OBSERVATIONS', 'CSV', '{}', '{few}', '{}', 'DONE', 100 * ?)
                            """,
                            id,
                            length);
                    handle.execute(
                            """
                            INSERT INTO api.export_chunks (export_id, first_byte, first_deflated_byte, bytes, deflated)
                            SELECT ?, i * ?, i, ?, ? FROM generate_series(0, 99) i
                            """,
                            id,
                            length,
                            length,
                            Arrays.copyOf(buffer, count));
                });
        return "/v1/exports/" + id;
    }

    @Test
    void aPlaceThatIsDeletedMeanwhileEndsTheExport() throws Exception {
        String next;
        try (Handle lock = locked(jdbi, OF_APRIL)) {
            String path = asked(api, observationsOf("[\"few\",\"many, \\\"quoted\\\"\"]"));
            await(
                    () ->
                            chunks(path) > 0
                                    || api.json(path).path("state").asText().equals("RUNNING"),
                    "it is begun");
            jdbi.useHandle(h -> h.execute("INSERT INTO api.deleted_places VALUES ('few')"));
            assertEquals(404, api.get(path).status());
            next = asked(api, observationsOf("[\"many, \\\"quoted\\\"\"]"));
            lock.rollback();
        }
        assertEquals(24_002, done(api, next).path("rows").asInt());
        assertEquals(1, count(jdbi, "SELECT count(*) FROM api.exports WHERE state = 'DONE'"));
    }

    @Test
    void whatHasExpiredIsNotThere() {
        String path = asked(api, observationsOf("\"few\""));
        JsonNode done = done(api, path);
        assertEquals(
                Duration.ofHours(24),
                Duration.between(
                        Instant.parse(done.path("ended_at").asText()),
                        Instant.parse(done.path("expires_at").asText())));
        jdbi.useHandle(h -> h.execute("UPDATE api.exports SET expires_at = clock_timestamp()"));
        assertEquals(404, api.get(path).status());
        assertEquals(404, api.get(path + "/data").status());
        assertEquals(404, api.delete(path).status());
    }

    @Test
    void whoHasTenAsksForNoMoreAndAllTogetherHaveABound() {
        addDone("127.0.0.1", 9, 0);
        String tenth = asked(api, observationsOf("\"few\""));
        assertEquals(429, api.post("/v1/exports", JSON, observationsOf("\"few\"")).status());
        assertEquals(204, api.delete(tenth).status());
        addDone("127.0.0.1", 1, RunningApi.EXPORTS.maxBytes() / 2);
        assertEquals(429, api.post("/v1/exports", JSON, observationsOf("\"few\"")).status());
        jdbi.useHandle(handle -> handle.execute("DELETE FROM api.exports"));
        addDone("192.0.2.1", 1, RunningApi.EXPORTS.maxBytes());
        Api.Answer full = api.post("/v1/exports", JSON, observationsOf("\"few\""));
        assertEquals(503, full.status(), full.text());
        assertTrue(full.json().path("type").asText().endsWith(":busy"), full.text());
    }

    private static void addDone(String address, int number, long bytes) {
        jdbi.useHandle(handle -> addDone(handle, address, number, bytes));
    }

    private static void addDone(Handle handle, String address, int number, long bytes) {
        handle.execute(
                """
                INSERT INTO api.exports (id, address, kind, format, parameters, place_ids, units, state, expires_at,
                    deflated_bytes)
                SELECT md5(? || random()), ?, 'OBSERVATIONS', 'CSV', '{}', '{few}', '{}', 'DONE', now() + interval '1 h', ?
                FROM generate_series(1, ?) i
                """,
                address,
                address,
                bytes,
                number);
    }

    @Test
    void whatIsTooLargeFailsAndKeepsNothing() {
        Jdbi of = on("exports_small");
        try (Application small =
                start(new ExportSettings(64 * 1024, Duration.ofHours(1)), PeopleSettings.PUBLIC)) {
            Api there = Api.of(small);
            String path = asked(there, observationsOf("[\"many, \\\"quoted\\\"\"]"));
            JsonNode failed = ended(there, path);
            assertEquals("FAILED", failed.path("state").asText());
            assertEquals("TOO_LARGE", failed.at("/failure/code").asText());
            assertEquals(0, chunks(of, path));
            Api.Answer data = there.get(path + "/data");
            assertEquals(409, data.status(), data.text());
            assertEquals(
                    1, done(there, asked(there, observationsOf("\"few\""))).path("rows").asInt());
        }
        try (Application none =
                start(new ExportSettings(0, Duration.ofHours(1)), PeopleSettings.PUBLIC)) {
            assertEquals(
                    403,
                    Api.of(none).post("/v1/exports", JSON, observationsOf("\"few\"")).status());
        }
    }

    @Test
    void whatHasNoRoomLeftFailsAndWhatAPlaceWouldBeRefusedSaysSo() {
        ExportSettings settings = new ExportSettings(64 * 1024, Duration.ofHours(1));
        Jdbi of = on("exports_small");
        of.useHandle(handle -> handle.execute("DELETE FROM api.exports"));
        of.useHandle(handle -> addDone(handle, "192.0.2.1", 1, settings.maxBytes() - 1));
        try (Application small = start(settings, PeopleSettings.PUBLIC)) {
            Api there = Api.of(small);
            JsonNode full = ended(there, asked(there, observationsOf("\"few\"")));
            assertEquals("NO_ROOM", full.at("/failure/code").asText(), full.toString());
            JsonNode refused =
                    ended(
                            there,
                            asked(
                                    there,
                                    """
                                    {"kind":"timeseries","source":"models","bucket":"P1W","quantity":"wetness",
                                     "place_id":["few","nepal"],"last":"P7D"}
                                    """));
            assertEquals("REFUSED", refused.at("/failure/code").asText(), refused.toString());
            assertTrue(
                    refused.at("/failure/detail").asText().contains("whole hours"),
                    refused.toString());
        } finally {
            of.useHandle(handle -> handle.execute("DELETE FROM api.exports"));
        }
    }

    private static Application start(ExportSettings exports, PeopleSettings people) {
        return Application.start(
                new ApiSettings(
                        RunningApi.anywhere(),
                        RunningApi.anywhere(),
                        people,
                        settings("exports_small"),
                        Optional.empty(),
                        Optional.empty(),
                        RunningApi.EVERYBODY,
                        exports,
                        RunningApi.PREFERENCES,
                        ""),
                Clock.systemUTC());
    }

    @Test
    void eachHasTheirOwn(@TempDir Path folder) throws Exception {
        Issuer issuer = new Issuer("");
        Path jwks = Files.writeString(folder.resolve("jwks.json"), issuer.jwks());
        PeopleSettings people =
                new PeopleSettings(
                        Optional.of(new TokenSettings(Issuer.NAME, Issuer.AUDIENCE, jwks.toUri())),
                        false,
                        0);
        String ann = "Bearer " + issuer.token(Instant.now()).text();
        String bob = "Bearer " + issuer.token(Instant.now()).claim("sub", "bob").text();
        try (Application guarded = start(RunningApi.EXPORTS, people)) {
            Api there = Api.of(guarded);
            Api.Answer asked =
                    there.post(
                            "/v1/exports", JSON, observationsOf("\"few\""), "Authorization", ann);
            assertEquals(202, asked.status(), asked.text());
            String path = asked.header("Location");
            assertEquals(200, there.get(path, "Authorization", ann).status());
            assertEquals(404, there.get(path, "Authorization", bob).status());
            assertEquals(404, there.get(path + "/data", "Authorization", bob).status());
            assertEquals(401, there.get(path).status());
            JsonNode list = there.get("/v1/exports", "Authorization", ann).json();
            assertEquals(asked.json().path("export_id"), list.at("/exports/0/export_id"));
            assertEquals(1, list.path("exports").size());
            assertEquals("{\"exports\":[]}", there.get("/v1/exports", "Authorization", bob).text());
            await(
                    () -> there.get(path + "/data", "Authorization", ann).status() == 200,
                    "it is made");
        }
    }

    @Test
    void whatTheReadsWouldRefuseIsRefusedAtOnce() {
        refused("/body/kind", "missing", "{}");
        refused("/body/kind", "unknown", "{\"kind\":\"alerts\"}");
        refused("/body/format", "unknown", "{\"kind\":\"observations\",\"format\":\"xml\"}");
        refused("/body/colour", "unknown", "{\"kind\":\"observations\",\"colour\":\"red\"}");
        refused("/body/bucket", "not-served-here", "{\"kind\":\"observations\",\"bucket\":\"1h\"}");
        refused("/body/place_id", "exclusive", "{\"kind\":\"observations\"}");
        refused(
                "/body/place_id",
                "exclusive",
                "{\"kind\":\"observations\",\"place_id\":\"few\",\"bbox\":\"0,0,1,1\"}");
        refused(
                "/body/place_id",
                "unknown",
                "{\"kind\":\"observations\",\"place_id\":[\"few\",\"nobody\"]}");
        refused("/body/bbox", "unknown", "{\"kind\":\"observations\",\"bbox\":\"0,50,1,51\"}");
        refused("/body/bbox", "not-a-box", "{\"kind\":\"observations\",\"bbox\":\"0,50\"}");
        String few = ",\"place_id\":\"few\"";
        refused("/body/start", "missing", "{\"kind\":\"observations\"" + few + "}");
        refused(
                "/body/last",
                "exclusive",
                "{\"kind\":\"observations\",\"last\":\"P1D\"," + RANGE + few + "}");
        refused(
                "/body/end",
                "not-after-start",
                "{\"kind\":\"observations\",\"start\":\"2026-03-01T00:00:00Z\",\"end\":\"2026-03-01T00:00:00Z\""
                        + few
                        + "}");
        refused(
                "/body/start",
                "too-much",
                "{\"kind\":\"observations\",\"start\":\"0001-01-01T00:00:00Z\",\"end\":\"9999-03-01T00:00:00Z\""
                        + few
                        + "}");
        refused(
                "/body/quantity",
                "missing",
                "{\"kind\":\"timeseries\",\"last\":\"P1D\"" + few + "}");
        refused(
                "/body/quantity",
                "unknown",
                "{\"kind\":\"observations\",\"quantity\":[\"x\"],\"last\":\"P1D\"" + few + "}");
        refused(
                "/body/start",
                "range-too-long",
                "{\"kind\":\"timeseries\",\"quantity\":\"air_temperature_celsius\",\"source\":\"raw\","
                        + RANGE
                        + few
                        + "}");
        refused(
                "/body/revisions",
                "unknown",
                "{\"kind\":\"conditions_history\",\"revisions\":\"x\",\"last\":\"P1D\""
                        + few
                        + "}");
        assertEquals(415, api.post("/v1/exports", "text/plain", "{}").status());
        assertEquals(400, api.post("/v1/exports", JSON, "{").status());
        assertEquals(0, count(jdbi, "SELECT count(*) FROM api.exports"));
    }

    private static void refused(String pointer, String code, String body) {
        Api.Answer answer = api.post("/v1/exports", JSON, body);
        assertEquals(422, answer.status(), answer.text());
        assertEquals(pointer, answer.json().at("/errors/0/pointer").asText(), answer.text());
        assertEquals(code, answer.json().at("/errors/0/code").asText(), answer.text());
    }

    @Test
    void metricsHaveThemByTheirState() {
        done(api, asked(api, observationsOf("\"few\"")));
        await(
                () -> {
                    String text = api.getUnchecked("/metrics").text();
                    return text.contains("outpost_api_exports_ended_total{outcome=\"done\"}")
                            && text.contains("outpost_api_exports{state=\"done\"} 1.0");
                },
                "it is counted");
    }

    private static String exported(Api from, String body) throws IOException {
        String path = asked(from, body);
        done(from, path);
        Api.Answer answer = from.get(path + "/data");
        assertEquals(200, answer.status(), answer.text());
        assertFalse(answer.text().isEmpty());
        assertEquals(204, from.delete(path).status());
        return answer.text();
    }

    private static String asked(Api from, String body) {
        Api.Answer answer = from.post("/v1/exports", JSON, body);
        assertEquals(202, answer.status(), answer.text());
        return answer.header("Location");
    }

    private static JsonNode done(Api from, String path) {
        JsonNode ended = ended(from, path);
        assertEquals("DONE", ended.path("state").asText(), ended.toString());
        return ended;
    }

    private static JsonNode ended(Api from, String path) {
        await(() -> !from.json(path).path("ended_at").isNull(), path);
        return from.json(path);
    }

    private static void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, what);
            Thread.onSpinWait();
        }
    }
}
