package io.outpost.cli.verify.log;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.outpost.cli.http.JsonServer;
import io.outpost.cli.http.JsonServer.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * An HTTP server that answers as a registry does: to each path what it was given, in this order.
 */
final class AnsweringRegistry implements AutoCloseable {
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final JsonServer server;

    AnsweringRegistry() throws IOException {
        server = new JsonServer().on("/", this::next);
    }

    Schemas schemas() {
        return new Schemas(server.url(), Duration.ofMillis(1));
    }

    /** The last answer of a path is given again and again. */
    AnsweringRegistry answer(String path, int status, String body) {
        answers.computeIfAbsent(path, any -> new ArrayDeque<>()).add(new Answer(status, body));
        return this;
    }

    AnsweringRegistry has(int id, Schema schema) {
        return answer(
                "/schemas/ids/" + id,
                200,
                new ObjectMapper().createObjectNode().put("schema", schema.toString()).toString());
    }

    @Override
    public void close() {
        server.close();
    }

    private Answer next(HttpExchange exchange) {
        Deque<Answer> left = answers.get(exchange.getRequestURI().getRawPath());
        return left.size() > 1 ? left.poll() : left.peek();
    }
}
