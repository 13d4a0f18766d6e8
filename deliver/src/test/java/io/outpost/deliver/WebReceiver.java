package io.outpost.deliver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A real HTTP server that notes what it is sent, and answers each path as it is delivered to: else
 * 204.
 */
final class WebReceiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, List<Posted>> posted = new ConcurrentHashMap<>();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final Map<String, String> retryAfter = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> stuck = new ConcurrentHashMap<>();

    /** A request, as it came; noted before it is answered. */
    record Posted(Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(one -> one.getKey().equalsIgnoreCase(name))
                    .map(one -> one.getValue().get(0))
                    .findFirst()
                    .orElse(null);
        }

        String id() {
            return header("webhook-id");
        }
    }

    WebReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posted.computeIfAbsent(path, any -> new CopyOnWriteArrayList<>())
                    .add(new Posted(Map.copyOf(exchange.getRequestHeaders()), body));
            CountDownLatch hold = stuck.get(path);
            if (hold != null) {
                hold.await();
            }
            int status = answers.getOrDefault(path, 204);
            if (status / 100 == 3) {
                exchange.getResponseHeaders().set("Location", url("/elsewhere"));
            }
            if (retryAfter.containsKey(path)) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter.get(path));
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** From now on. */
    void answer(String path, int status) {
        answers.put(path, status);
    }

    void answer(String path, int status, String after) {
        retryAfter.put(path, after);
        answers.put(path, status);
    }

    /** Answers nothing any more, until it is released. */
    CountDownLatch stick(String path) {
        CountDownLatch latch = new CountDownLatch(1);
        stuck.put(path, latch);
        return latch;
    }

    List<Posted> posted(String path) {
        return posted.getOrDefault(path, List.of());
    }

    List<String> ids(String path) {
        return posted(path).stream().map(Posted::id).toList();
    }

    @Override
    public void close() {
        stuck.values().forEach(CountDownLatch::countDown);
        server.stop(0);
        threads.shutdownNow();
    }
}
