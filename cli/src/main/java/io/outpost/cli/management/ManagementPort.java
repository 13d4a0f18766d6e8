package io.outpost.cli.management;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a running command says to operators, and what they may ask of it, over HTTP. Errors are
 * application/problem+json. Web pages are not answered.
 */
public final class ManagementPort implements AutoCloseable {
    /** More than wait for one answer that takes long, so that others come meanwhile. */
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Map<String, Route> routes;

    /** What a route answers. Its exceptions are answered as well. */
    @FunctionalInterface
    public interface Route {
        /**
         * Answers.
         *
         * @throws IllegalArgumentException when the request is wrong: 400
         * @throws IllegalStateException when it is not possible now: 409
         */
        Answer answer(Asked asked) throws IOException, InterruptedException;
    }

    /**
     * Begins to answer.
     *
     * @param routes by method and path, such as {@code GET /status}
     */
    public ManagementPort(InetSocketAddress address, Map<String, Route> routes) throws IOException {
        this.routes = new TreeMap<>(routes);
        server = HttpServer.create(address, 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public int port() {
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
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    /** Whatever goes wrong is answered. */
    private Answer answer(HttpExchange exchange) {
        try {
            if (exchange.getRequestHeaders().containsKey("Origin")) {
                return Answer.problem(403, "Not for web pages", "Ask without an Origin header.");
            }
            String name = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            Route route = routes.get(name);
            return route == null
                    ? Answer.problem(
                            404,
                            "No such route",
                            name + "; there are " + String.join(", ", routes.keySet()))
                    : route.answer(new Asked(exchange));
        } catch (IllegalArgumentException e) {
            return Answer.problem(400, "Cannot be done", e.getMessage());
        } catch (IllegalStateException e) {
            return Answer.problem(409, "Not now", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.problem(503, "Ending", "The command is being ended.");
        } catch (IOException e) {
            return Answer.problem(
                    500,
                    "Cannot be noted",
                    "The data folder cannot be written or the request not be read: "
                            + e
                            + ". Check the disk, then ask again.");
        } catch (RuntimeException e) {
            return Answer.problem(500, "Failed", e + ". Ask GET /status for what runs now.");
        }
    }
}
