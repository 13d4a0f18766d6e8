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
    /** More than wait for one run to end, so that the status can be asked meanwhile. */
    private static final int THREADS = 4;

    private static final int LONGEST_BODY_BYTES = 64 * 1024;
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
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
            Answer answer = answer(exchange);
            byte[] bytes = ResumePoint.JSON.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Whatever goes wrong is answered. */
    private Answer answer(HttpExchange exchange) {
        try {
            if (exchange.getRequestHeaders().containsKey("Origin")) {
                return problem(403, "Not for web pages", "Ask without an Origin header.");
            }
            return act(exchange);
        } catch (IllegalArgumentException e) {
            return problem(400, "Cannot be simulated", e.getMessage());
        } catch (IllegalStateException e) {
            return problem(409, "Not now", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return problem(503, "Ending", "The simulator is being ended.");
        } catch (IOException e) {
            return problem(
                    500,
                    "Cannot be noted",
                    "The data folder cannot be written or the request not be read: "
                            + e
                            + ". Check the disk, then ask again.");
        } catch (RuntimeException e) {
            return problem(500, "Failed", e + ". Ask GET /status for what runs now.");
        }
    }

    private Answer act(HttpExchange exchange) throws IOException, InterruptedException {
        String route = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        return switch (route) {
            case "GET /status" -> answer(200, actions.status());
            case "POST /start" -> {
                actions.start(request(exchange));
                yield answer(202, actions.status());
            }
            case "POST /stop" -> {
                actions.stop();
                yield answer(200, actions.status());
            }
            default ->
                    problem(
                            404,
                            "No such route",
                            route + "; there are GET /status, POST /start and POST /stop");
        };
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
        return parsed(body.length == 0 ? EMPTY : body);
    }

    private static RunRequest parsed(byte[] body) throws IOException {
        try {
            RunRequest request = ResumePoint.JSON.readValue(body, RunRequest.class);
            if (request == null) {
                throw new IllegalArgumentException("send the options as a JSON object, such as {}");
            }
            return request;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not the JSON of options: " + e.getOriginalMessage(), e);
        }
    }

    private static Answer problem(int status, String title, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        return new Answer(status, "application/problem+json", problem);
    }

    private static Answer answer(int status, RunStatus body) {
        return new Answer(status, "application/json", body);
    }

    private record Answer(int status, String contentType, Object body) {}
}
