package io.outpost.cli.management;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** What an operator is answered. */
public record Answer(int status, String contentType, byte[] body) {
    /**
     * JSON.
     *
     * @param body in UTF-8
     */
    public static Answer json(int status, byte[] body) {
        return new Answer(status, "application/json", body);
    }

    /** Text in the form that Prometheus reads. */
    public static Answer metrics(String text) {
        return new Answer(
                200,
                "text/plain; version=0.0.4; charset=utf-8",
                text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer problem(int status, String title, String detail) {
        ObjectNode problem =
                new ObjectMapper()
                        .createObjectNode()
                        .put("type", "about:blank")
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail);
        return new Answer(
                status,
                "application/problem+json",
                problem.toString().getBytes(StandardCharsets.UTF_8));
    }
}
