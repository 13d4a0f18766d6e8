package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.outpost.api.postgres.PostgresSettings;
import io.outpost.tracing.TraceReceiver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningApi.class)
final class OperationsIT {
    /** One for all: a client that nobody refers to any more may never answer. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Api api;
    private final Rows rows;
    private final PostgresSettings postgres;

    OperationsIT(Api api, Rows rows, PostgresSettings postgres) {
        this.api = api;
        this.rows = rows;
        this.postgres = postgres;
    }

    @Test
    void isLiveAndReady() {
        assertEquals("live", api.json("/health/live").path("status").asText());
        JsonNode ready = api.json("/health/ready");
        assertEquals("ready", ready.path("status").asText());
        assertTrue(ready.path("postgres_reads").isNull());
        assertTrue(ready.path("flink").isNull());
    }

    @Test
    void isNotReadyWithoutFlinkButServes() {
        Optional<URI> nobody = Optional.of(URI.create("http://127.0.0.1:1"));
        try (Application other = RunningApi.start(postgres, nobody, Clock.systemUTC())) {
            assertNotFollowing(Api.of(other), "Flink does not answer");
            assertEquals("serving", Api.of(other).json("/health/serving").path("status").asText());
        }
    }

    @Test
    void isNotReadyBeforeTheLogIsThereButServes() {
        try (Application other = RunningApi.start(postgres, Optional.of(RunningApi.NO_LOG))) {
            Api.Answer answer = Api.of(other).get("/health/ready");
            assertEquals(503, answer.status());
            assertTrue(answer.text().contains("log-unavailable"), answer.text());
            assertEquals("serving", Api.of(other).json("/health/serving").path("status").asText());
        }
    }

    @Test
    void whatTheCallerSamplesLeavesASpanAndNothingElseDoes() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        try (TraceReceiver receiver = new TraceReceiver()) {
            try (Application traced =
                    RunningApi.start(
                            postgres, Optional.empty(), Clock.systemUTC(), receiver.url())) {
                String url = traced.url() + "/v1/places/nowhere";
                HttpResponse<String> sampled = get(url, "00-" + trace + "-00f067aa0ba902b7-01");
                assertEquals(404, sampled.statusCode());
                assertTrue(sampled.body().contains(trace), sampled.body());
                get(url, "00-" + trace + "-00f067aa0ba902b7-00");
                get(url, "nonsense");
            }
            assertEquals(1, receiver.spans().size());
            TraceReceiver.Received span = receiver.ofTrace(trace).get(0);
            assertEquals("outpost-api", span.service());
            assertEquals("GET /v1/places/{id}", span.name());
            assertEquals("00f067aa0ba902b7", span.parentSpanId());
            assertEquals("404", span.attributes().get("http.response.status_code"));
        }
    }

    private static HttpResponse<String> get(String url, String traceparent)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url)).header("traceparent", traceparent).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void isNotReadyWhileASourceWaitsOrNoCheckpointIsCompleted() throws IOException {
        HttpServer flink =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicReference<String> overview = answer(flink, "/jobs/overview", "{\"jobs\":[]}");
        answer(
                flink,
                "/jobs/a",
                "{\"timestamps\":{\"RUNNING\":109999},\"vertices\":[{\"id\":\"b\"}]}");
        answer(flink, "/jobs/a/checkpoints/config", "{\"interval\":1000}");
        AtomicReference<String> checkpoints = answer(flink, "/jobs/a/checkpoints", "{}");
        AtomicReference<String> metrics =
                answer(flink, "/jobs/a/vertices/b/subtasks/metrics", "[]");
        flink.start();
        URI address = URI.create("http://127.0.0.1:" + flink.getAddress().getPort() + "/");
        Clock clock = Clock.fixed(Instant.ofEpochMilli(120_000), ZoneOffset.UTC);
        try (Application other = RunningApi.start(postgres, Optional.of(address), clock)) {
            Api api = Api.of(other);
            assertNotFollowing(api, "do not run");
            overview.set(jobs("outpost-archive", "RUNNING", "of-others", "RUNNING"));
            assertNotFollowing(api, "do not run");
            overview.set(jobs("outpost-conditions", "RESTARTING", "outpost-archive", "RUNNING"));
            assertNotFollowing(api, "do not run");
            overview.set(jobs("outpost-conditions", "FAILED", "outpost-archive", "RUNNING"));
            assertNotFollowing(api, "do not run");
            overview.set(jobs("outpost-conditions", "RUNNING", "of-others", "FAILING"));
            assertNotFollowing(api, "no checkpoint");
            checkpoints.set("{\"latest\":{\"completed\":{\"latest_ack_timestamp\":109999}}}");
            assertNotFollowing(api, "no checkpoint");
            checkpoints.set("{\"latest\":{\"completed\":{\"latest_ack_timestamp\":110000}}}");
            assertEquals("running", api.json("/health/ready").path("flink").asText());
            metrics.set("[{\"id\":\"receive_records.registryWaitMillis\",\"max\":1200.0}]");
            assertNotFollowing(api, "wait for the schema registry");
            metrics.set("[{\"id\":\"receive_records.registryWaitMillis\",\"max\":0.0}]");
            assertEquals("running", api.json("/health/ready").path("flink").asText());
        } finally {
            flink.stop(0);
        }
    }

    private static String jobs(String... namesAndStates) {
        StringJoiner jobs = new StringJoiner(",", "{\"jobs\":[", "]}");
        for (int i = 0; i < namesAndStates.length; i += 2) {
            jobs.add(
                    "{\"jid\":\"a\",\"name\":\"%s\",\"state\":\"%s\"}"
                            .formatted(namesAndStates[i], namesAndStates[i + 1]));
        }
        return jobs.toString();
    }

    private static void assertNotFollowing(Api api, String why) {
        Api.Answer answer = api.get("/health/ready");
        assertEquals(503, answer.status(), answer.text());
        assertEquals("urn:outpost:problem:not-following", answer.json().path("type").asText());
        assertTrue(answer.json().path("detail").asText().contains(why), answer.text());
    }

    private static AtomicReference<String> answer(HttpServer server, String path, String first) {
        AtomicReference<String> body = new AtomicReference<>(first);
        server.createContext(
                path,
                exchange -> {
                    byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        return body;
    }

    @Test
    void staysUpWithoutPostgresAndSaysThatItIsNotReady() {
        PostgresSettings nobody =
                new PostgresSettings("jdbc:postgresql://127.0.0.1:1/none", "u", "p");
        try (Application alone = RunningApi.start(nobody, Optional.empty(), Clock.systemUTC())) {
            Api lonely = Api.of(alone);
            assertEquals(200, lonely.get("/health/live").status());
            for (String path :
                    List.of(
                            "/health/ready",
                            "/health/serving",
                            "/v1/places",
                            "/v1/places/x/conditions",
                            "/v1/alerts")) {
                Api.Answer answer = lonely.get(path);
                assertEquals(503, answer.status(), answer.text());
                assertEquals("5", answer.header("Retry-After"));
                assertEquals(
                        "urn:outpost:problem:unavailable", answer.json().path("type").asText());
            }
            lonely.rejection(400, "unknown", "/v1/places?colour=red");
        }
    }

    @Test
    void readsOncePostgresIsThere() throws IOException {
        int port = freePort();
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        PostgresSettings later = new PostgresSettings(url, "postgres", "postgres");
        try (Application early = RunningApi.start(later, Optional.empty(), Clock.systemUTC())) {
            Api api = Api.of(early);
            assertEquals(503, api.get("/health/ready").status());
            try (EmbeddedPostgres started = EmbeddedPostgres.builder().setPort(port).start()) {
                assertEquals(503, api.get("/health/ready").status(), "not migrated yet");
                Flyway.configure().dataSource(started.getPostgresDatabase()).load().migrate();
                // The pool tries again after a pause that grows with each attempt that failed.
                long deadline = System.nanoTime() + PATIENCE.toNanos();
                while (api.get("/health/ready").status() == 503 && System.nanoTime() < deadline) {
                    // A request waits for a connection, too.
                }
                assertEquals("ready", api.json("/health/ready").path("status").asText());
                assertEquals(0, api.json("/v1/places").path("places").size());
            }
        }
    }

    @Test
    void endsAQueryThatTakesTooLong() {
        rows.jdbi()
                .useTransaction(
                        handle -> {
                            handle.execute("LOCK TABLE outpost.alerts IN ACCESS EXCLUSIVE MODE");
                            Api.Answer answer = api.get("/v1/alerts");
                            assertEquals(503, answer.status());
                            assertEquals(
                                    "urn:outpost:problem:timed-out",
                                    answer.json().path("type").asText());
                        });
        assertEquals(200, api.get("/v1/alerts").status());
    }

    @Test
    void metricsCountRequestsByRoute() {
        api.get("/v1/places/metrics-test");
        String metrics = api.get("/metrics").text();
        assertTrue(
                metrics.contains(
                        "outpost_api_requests_seconds_count{route=\"/v1/places/{id}\",status=\"404\"}"),
                metrics);
        assertTrue(metrics.contains("hikaricp_connections{"), metrics);
        assertTrue(metrics.contains("jvm_memory_used_bytes"), metrics);
    }

    @Test
    void servesItsContractAndAnIndex() {
        assertTrue(api.get("/openapi.yaml").text().startsWith("openapi: 3.1.0"));
        assertTrue(
                Api.list(api.json("/").path("paths")).stream()
                        .anyMatch(p -> p.asText().equals("/v1/alerts")));
    }

    @Test
    void servesThePageToBrowsersAndItsFilesForAYear() {
        Api.Answer page = api.get("/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertEquals("text/html", page.mediaType());
        String policy = page.header("Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        Matcher script = Pattern.compile("src=\"(/ui/[0-9a-f]+/)main.js").matcher(page.text());
        assertTrue(script.find(), page.text());
        Api.Answer file = api.get(script.group(1) + "main.js");
        assertEquals("text/javascript", file.mediaType());
        assertEquals("public, max-age=31536000, immutable", file.header("Cache-Control"));
        Api.Answer again =
                api.getUnchecked(script.group(1) + "main.js", "If-None-Match", file.header("ETag"));
        assertEquals(304, again.status());
        Api.Answer small =
                api.getUnchecked(script.group(1) + "leaflet.js", "Accept-Encoding", "gzip");
        assertEquals("gzip", small.header("Content-Encoding"));
        assertEquals("no-cache", api.get("/ui/before/main.js").header("Cache-Control"));
        assertEquals(404, api.get("/ui/before/index.html").status());
        assertEquals(404, api.get("/ui/before/..%2Fopenapi.yaml").status());
        assertEquals(406, api.get("/", "Accept", "image/png").status());
    }

    @Test
    void anUnchangedAnswerIsNotSentAgain() {
        rows.insert(Row.place("etag"));
        String etag = api.get("/v1/places/etag").header("ETag");
        Api.Answer again = api.getUnchecked("/v1/places/etag", "If-None-Match", etag);
        assertEquals(304, again.status());
        assertEquals("", again.text());
        rows.insert(Row.place("etag-2"));
        assertEquals(200, api.get("/v1/places/etag-2", "If-None-Match", etag).status());
    }

    @Test
    void evenBrokenHttpGetsAProblem() {
        String answer = api.raw("GET /v1/places/%zz HTTP/1.1");
        assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
        assertTrue(answer.contains("urn:outpost:problem:bad-request"), answer);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
