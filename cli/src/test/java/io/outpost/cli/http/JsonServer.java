package io.outpost.cli.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** A server on a free port of the loopback interface that answers JSON, such as a JobManager. */
public final class JsonServer implements AutoCloseable {
    private final HttpServer server;

    /** What one request gets. */
    public record Answer(int status, String json) {
        public static Answer ok(String json) {
            return new Answer(200, json);
        }
    }

    public JsonServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    /** Answers each request for the paths that begin so, the longest beginning first. */
    public JsonServer on(String path, Function<HttpExchange, Answer> answer) {
        server.createContext(path, exchange -> send(exchange, answer.apply(exchange)));
        return this;
    }

    public JsonServer on(String path, String json) {
        return on(path, any -> Answer.ok(json));
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
