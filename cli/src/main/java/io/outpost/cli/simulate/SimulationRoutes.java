package io.outpost.cli.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.outpost.cli.management.Answer;
import io.outpost.cli.management.Asked;
import io.outpost.cli.management.ManagementPort.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Status, start and stop of a simulation over HTTP: {@code GET /status}, {@code POST /start} with
 * the options as JSON, {@code POST /stop}.
 */
final class SimulationRoutes {
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    private SimulationRoutes() {}

    /** What the routes do. */
    interface Actions {
        RunStatus status();

        void start(RunRequest request) throws IOException, InterruptedException;

        void stop() throws IOException, InterruptedException;
    }

    static Map<String, Route> of(Actions actions) {
        return Map.of(
                "GET /status",
                asked -> status(200, actions),
                "POST /start",
                asked -> {
                    actions.start(request(asked));
                    return status(202, actions);
                },
                "POST /stop",
                asked -> {
                    actions.stop();
                    return status(200, actions);
                });
    }

    private static Answer status(int status, Actions actions) throws JsonProcessingException {
        return Answer.json(status, ResumePoint.JSON.writeValueAsBytes(actions.status()));
    }

    private static RunRequest request(Asked asked) throws IOException {
        byte[] body = asked.json();
        try {
            RunRequest request =
                    ResumePoint.JSON.readValue(body.length == 0 ? EMPTY : body, RunRequest.class);
            if (request == null) {
                throw new IllegalArgumentException("send the options as a JSON object, such as {}");
            }
            return request;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not the JSON of options: " + e.getOriginalMessage(), e);
        }
    }
}
