package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.outpost.cli.http.JsonServer;
import io.outpost.cli.http.JsonServer.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class FlinkRestTest {
    private int status;
    private String method;

    @Test
    void aJobThatEndsByItselfWhileItIsCancelledHasEnded() throws Exception {
        try (JsonServer jobManager = jobManager()) {
            for (int ended : new int[] {202, 404, 409}) {
                status = ended;
                new FlinkRest(jobManager.url()).cancel("abc");
                assertEquals("PATCH", method);
            }
        }
    }

    @Test
    void anyOtherAnswerToACancellationIsAnError() throws Exception {
        try (JsonServer jobManager = jobManager()) {
            status = 500;
            IOException thrown =
                    assertThrows(
                            IOException.class, () -> new FlinkRest(jobManager.url()).cancel("abc"));
            assertEquals("500: {}", thrown.getMessage());
        }
    }

    private JsonServer jobManager() throws IOException {
        return new JsonServer()
                .on(
                        "/jobs/abc",
                        request -> {
                            method = request.getRequestMethod();
                            return new Answer(status, "{}");
                        });
    }
}
