package io.outpost.cli.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.cli.management.ManagementPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SimulationRoutesTest {
    private final Recorded recorded = new Recorded();
    private final HttpClient http = HttpClient.newHttpClient();
    private ManagementPort port;

    @BeforeEach
    void open() throws IOException {
        port =
                new ManagementPort(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        SimulationRoutes.of(recorded));
    }

    @AfterEach
    void close() {
        port.close();
    }

    @Test
    void startTakesTheOptionsOfTheCommand() throws Exception {
        HttpResponse<String> answer =
                post(
                        "/start",
                        "application/json",
                        "{\"places\":7,\"from\":\"2026-06-01T00:00:00Z\",\"for\":\"P1D\",\"faults\":\"all\"}");
        assertEquals(202, answer.statusCode());
        assertEquals(7, recorded.started.places);
        assertEquals(Instant.parse("2026-06-01T00:00:00Z"), recorded.started.from);
        assertEquals("P1D", recorded.started.length.toString().replace("PT24H", "P1D"));
    }

    @Test
    void wrongRequestsGetAProblemThatSaysWhatToDo() throws Exception {
        assertProblem(
                400,
                "no-such-option",
                post("/start", "application/json", "{\"no-such-option\":1}"));
        assertProblem(400, "places", post("/start", "application/json", "{\"places\":0}"));
        assertProblem(
                400, "duplicates", post("/start", "application/json", "{\"fault\":{\"x\":1}}"));
        assertProblem(400, "JSON", post("/start", "text/plain", "{}"));
        assertProblem(404, "GET /status", post("/nowhere", "application/json", ""));
    }

    @Test
    void nullsInTheOptionsAreRefusedLikeOtherWrongOptions() throws Exception {
        assertProblem(400, "JSON object", post("/start", "application/json", "null"));
        assertProblem(400, "faults must", post("/start", "application/json", "{\"faults\":null}"));
        assertProblem(400, "fault must", post("/start", "application/json", "{\"fault\":null}"));
        assertProblem(
                400,
                "duplicates",
                post("/start", "application/json", "{\"fault\":{\"duplicates\":null}}"));
        assertProblem(
                400, "for must", post("/start", "application/json", "{\"for\":\"P999999999D\"}"));
        assertProblem(400, "JSON", post("/start", "application/json", "{"));
    }

    @Test
    void whatCannotBeNotedIsAProblemToo() throws Exception {
        recorded.failure = new IOException("no space left");
        assertProblem(500, "no space left", post("/start", "application/json", "{}"));
        assertProblem(500, "Check the disk", post("/stop", "application/json", ""));
    }

    @Test
    void anUnforeseenFailureIsAProblemToo() throws Exception {
        recorded.failure = new NullPointerException("unforeseen");
        assertProblem(500, "unforeseen", post("/start", "application/json", "{}"));
        recorded.failure = null;
        assertEquals(202, post("/start", "application/json", "{}").statusCode());
    }

    @Test
    void aSecondStartIsRefusedWhileOneRuns() throws Exception {
        recorded.running = true;
        assertProblem(409, "POST /stop", post("/start", "application/json", "{}"));
    }

    @Test
    void webPagesAreRefused() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri("/stop"))
                        .header("Origin", "http://example.org")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        assertProblem(403, "Origin", http.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    private static void assertProblem(int status, String says, HttpResponse<String> answer)
            throws IOException {
        assertEquals(status, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
        JsonNode problem = ResumePoint.JSON.readTree(answer.body());
        assertEquals(status, problem.path("status").asInt());
        assertTrue(problem.path("detail").asText().contains(says), answer.body());
    }

    private HttpResponse<String> post(String route, String type, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri(route))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String route) {
        return URI.create("http://127.0.0.1:" + port.port() + route);
    }

    /** Keeps what it was asked for. */
    private static final class Recorded implements SimulationRoutes.Actions {
        private RunRequest started;
        private boolean running;
        private Exception failure;

        @Override
        public RunStatus status() {
            return new RunStatus("STOPPED", started, 0, 0, 0, 0, null, 0, Map.of(), "", null);
        }

        @Override
        public void start(RunRequest request) throws IOException {
            fail();
            if (running) {
                throw new IllegalStateException("stop it first: POST /stop");
            }
            request.check(Instant.parse("2026-07-01T00:00:00Z"));
            started = request;
        }

        @Override
        public void stop() throws IOException {
            fail();
            running = false;
        }

        private void fail() throws IOException {
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof IOException e) {
                throw e;
            }
        }
    }
}
