package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RequestedCheckpointTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String PENDING = "{\"status\":{\"id\":\"IN_PROGRESS\"}}";
    private static final String FAILED = "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{}}";
    private static final String COMPLETE =
            "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"checkpointId\":7}}";

    private HttpServer jobManager;
    private FlinkRest rest;
    private String state = "RUNNING";
    private String first;
    private int requests;
    private int restarts;
    private boolean restartsOnce;

    @BeforeEach
    void start() throws IOException {
        jobManager =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        jobManager.createContext(
                "/jobs/overview",
                exchange ->
                        answer(
                                exchange,
                                "{\"jobs\":[{\"jid\":\"abc\",\"name\":\"n\",\"state\":\"%s\"}]}"
                                        .formatted(state)));
        jobManager.createContext(
                "/jobs/abc/metrics",
                exchange ->
                        answer(
                                exchange,
                                "[{\"id\":\"numRestarts\",\"value\":\"%d\"}]".formatted(restarts)));
        jobManager.createContext(
                "/jobs/abc/checkpoints",
                exchange ->
                        answer(
                                exchange,
                                exchange.getRequestMethod().equals("POST")
                                        ? "{\"request-id\":\"%d\"}".formatted(++requests)
                                        : state(exchange)));
        jobManager.start();
        rest = new FlinkRest("http://127.0.0.1:" + jobManager.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        jobManager.stop(0);
    }

    @Test
    void oneThatIsCompleteIsAskedForOnce() throws Exception {
        first = COMPLETE;
        RequestedCheckpoint.await(rest, "abc", LIMIT);
        assertEquals(1, requests);
    }

    @Test
    void oneThatFailsIsAskedForAgain() throws Exception {
        first = FAILED;
        RequestedCheckpoint.await(rest, "abc", LIMIT);
        assertEquals(2, requests);
    }

    @Test
    void oneThatIsGivenUpWithARestartIsAskedForAgain() throws Exception {
        first = PENDING;
        restartsOnce = true;
        RequestedCheckpoint.await(rest, "abc", LIMIT);
        assertEquals(2, requests);
    }

    @Test
    void aJobThatHasEndedMakesNone() {
        state = "FAILED";
        CommandException thrown =
                assertThrows(
                        CommandException.class,
                        () -> RequestedCheckpoint.await(rest, "abc", LIMIT));
        assertTrue(thrown.getMessage().contains("abc has ended"), thrown.getMessage());
    }

    /** The second one is complete at once. */
    private String state(HttpExchange exchange) {
        boolean isFirst = exchange.getRequestURI().getPath().endsWith("/1");
        restarts += isFirst && restartsOnce ? 1 : 0;
        restartsOnce = false;
        return isFirst ? first : COMPLETE;
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
