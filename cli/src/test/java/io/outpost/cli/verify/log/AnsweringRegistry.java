package io.outpost.cli.verify.log;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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
    private final HttpServer server;

    private record Answer(int status, String body) {}

    AnsweringRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    Schemas schemas() {
        return new Schemas(
                "http://127.0.0.1:" + server.getAddress().getPort(), Duration.ofMillis(1));
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
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Deque<Answer> left = answers.get(exchange.getRequestURI().getRawPath());
        Answer answer = left.size() > 1 ? left.poll() : left.peek();
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
