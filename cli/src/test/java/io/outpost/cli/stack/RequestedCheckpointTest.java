package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.outpost.cli.console.CommandException;
import io.outpost.cli.http.JsonServer;
import io.outpost.cli.http.JsonServer.Answer;
import java.io.IOException;
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

    private JsonServer jobManager;
    private FlinkRest rest;
    private String state = "RUNNING";
    private String first;
    private int requests;
    private int restarts;
    private boolean restartsOnce;

    @BeforeEach
    void start() throws IOException {
        jobManager =
                new JsonServer()
                        .on("/jobs/overview", any -> Answer.ok(overview()))
                        .on("/jobs/abc/metrics", any -> Answer.ok(metrics()))
                        .on("/jobs/abc/checkpoints", this::requestOrState);
        rest = new FlinkRest(jobManager.url());
    }

    @AfterEach
    void stop() {
        jobManager.close();
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

    private String overview() {
        return "{\"jobs\":[{\"jid\":\"abc\",\"name\":\"n\",\"state\":\"%s\"}]}".formatted(state);
    }

    private String metrics() {
        return "[{\"id\":\"numRestarts\",\"value\":\"%d\"}]".formatted(restarts);
    }

    private Answer requestOrState(HttpExchange exchange) {
        boolean isRequest = exchange.getRequestMethod().equals("POST");
        return Answer.ok(
                isRequest ? "{\"request-id\":\"%d\"}".formatted(++requests) : state(exchange));
    }

    /** The second one is complete at once. */
    private String state(HttpExchange exchange) {
        boolean isFirst = exchange.getRequestURI().getPath().endsWith("/1");
        restarts += isFirst && restartsOnce ? 1 : 0;
        restartsOnce = false;
        return isFirst ? first : COMPLETE;
    }
}
