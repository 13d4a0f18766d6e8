package io.outpost.cli.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Status, start and stop over HTTP, on the loopback interface only: {@code GET /status}, {@code
 * POST /start} with the options as JSON, {@code POST /stop}. Errors are application/problem+json.
 */
final class ManagementPort implements AutoCloseable {
    private static final int LONGEST_BODY_BYTES = 64 * 1024;
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Actions actions;

    /** What the routes do. */
    interface Actions {
        RunStatus status();

        void start(RunRequest request) throws IOException, InterruptedException;

        void stop() throws IOException, InterruptedException;
    }

    ManagementPort(int port, Actions actions) throws IOException {
        this.actions = actions;
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String route = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            try {
                if (exchange.getRequestHeaders().containsKey("Origin")) {
                    problem(exchange, 403, "Not for web pages", "Ask without an Origin header.");
                    return;
                }
                switch (route) {
                    case "GET /status" -> answer(exchange, 200, actions.status());
                    case "POST /start" -> {
                        actions.start(request(exchange));
                        answer(exchange, 202, actions.status());
                    }
                    case "POST /stop" -> {
                        actions.stop();
                        answer(exchange, 200, actions.status());
                    }
                    default -> unknown(exchange, route);
                }
            } catch (JsonProcessingException e) {
                problem(exchange, 400, "Not the JSON of options", e.getOriginalMessage());
            } catch (IllegalArgumentException e) {
                problem(exchange, 400, "Cannot be simulated", e.getMessage());
            } catch (IllegalStateException e) {
                problem(exchange, 409, "Not now", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                problem(exchange, 503, "Ending", "The simulator is being ended.");
            }
        }
    }

    private static RunRequest request(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        // A web page of another origin cannot send JSON without being allowed to.
        if (type == null || !type.startsWith("application/json")) {
            throw new IllegalArgumentException(
                    "send the options as JSON, with Content-Type: application/json");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY_BYTES + 1);
        if (body.length > LONGEST_BODY_BYTES) {
            throw new IllegalArgumentException("the options take at most 64 KiB");
        }
        return ResumePoint.JSON.readValue(body.length == 0 ? EMPTY : body, RunRequest.class);
    }

    private static void unknown(HttpExchange exchange, String route) throws IOException {
        problem(
                exchange,
                404,
                "No such route",
                route + "; there are GET /status, POST /start and POST /stop");
    }

    private static void problem(HttpExchange exchange, int status, String title, String detail)
            throws IOException {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
        write(exchange, status, problem);
    }

    private static void answer(HttpExchange exchange, int status, RunStatus body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        write(exchange, status, body);
    }

    private static void write(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = ResumePoint.JSON.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
