package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.api.postgres.PostgresSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real Postgres is stopped and started again under the API. */
@ExtendWith(RunningApi.class)
final class BreakerIT {

    /** Of the API to Postgres. */
    private static final int CONNECTIONS = 8;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LIST = "/v1/places";

    @Test
    void aServerThatDoesNotAnswerIsLeftAloneUntilItDoes(@TempDir Path folder) throws Exception {
        int port = freePort();
        PostgresSettings settings =
                new PostgresSettings(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                        "postgres",
                        "postgres");
        try (Application application =
                RunningApi.start(settings, Optional.empty(), Clock.systemUTC())) {
            Api api = Api.of(application);
            try (EmbeddedPostgres first = postgres(port, folder)) {
                Flyway.configure().dataSource(first.getPostgresDatabase()).load().migrate();
                await(api, 200);
                assertEquals(0, breaker(api));
            }
            for (int reads = 0; breaker(api) < 2; reads++) {
                assertTrue(reads < 20, "reads that failed: " + reads);
                assertEquals(503, api.get(LIST).status());
            }
            Api.Answer rejected = api.get(LIST);
            assertEquals(503, rejected.status());
            assertEquals("5", rejected.header("Retry-After"));
            try (EmbeddedPostgres second = postgres(port, folder)) {
                assertTrue(second.getPort() == port);
                await(api, 200);
                while (breaker(api) > 0) {
                    assertEquals(200, api.get(LIST).status());
                }
            }
        }
    }

    /** More than there are connections, so that some wait for one in vain. */
    @Test
    void queriesThatTakeTooLongLeaveItClosed(Api api, Rows rows) {
        rows.jdbi()
                .useTransaction(
                        handle -> {
                            handle.execute("LOCK TABLE outpost.alerts IN ACCESS EXCLUSIVE MODE");
                            List<CompletableFuture<HttpResponse<String>>> slow =
                                    IntStream.range(0, 2 * CONNECTIONS)
                                            .mapToObj(i -> ask(api))
                                            .toList();
                            Set<String> kinds =
                                    slow.stream()
                                            .map(CompletableFuture::join)
                                            .peek(answer -> assertEquals(503, answer.statusCode()))
                                            .map(
                                                    answer ->
                                                            answer.body()
                                                                    .replaceAll(
                                                                            ".*problem:([a-z-]+).*",
                                                                            "$1"))
                                            .collect(Collectors.toSet());
                            assertEquals(Set.of("timed-out", "unavailable"), kinds);
                        });
        assertEquals(0, breaker(api));
        assertEquals(200, api.get("/v1/alerts").status());
    }

    private static CompletableFuture<HttpResponse<String>> ask(Api api) {
        URI alerts = URI.create("http://127.0.0.1:" + api.port() + "/v1/alerts");
        return HTTP.sendAsync(HttpRequest.newBuilder(alerts).build(), BodyHandlers.ofString());
    }

    private static void await(Api api, int status) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (api.get(LIST).status() != status) {
            assertTrue(System.nanoTime() < deadline, "never answered with " + status);
        }
    }

    /** As the meters have it. */
    static double breaker(Api api) {
        return api.get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("outpost_api_postgres_breaker{server=\"results\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static EmbeddedPostgres postgres(int port, Path folder) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
