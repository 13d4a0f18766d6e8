package io.outpost.e2e.burst;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Receives webhooks, and notes what it has answered. Of the first requests of alerts it answers
 * some with 500, and some not at all.
 */
final class WebhookReceiver implements AutoCloseable {
    /** Longer than a sender waits. */
    static final Duration SILENCE = Duration.ofSeconds(7);

    private static final int WELL = 204;
    private static final int FAILED = 500;

    /** One first request in so many fails, and another one is not answered. */
    private static final int BETWEEN_FAILURES = 500;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Post> posts = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    WebhookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url(String channel) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + channel;
    }

    private void handle(HttpExchange exchange) throws IOException {
        Instant arrivedAt = Instant.now();
        String channel = exchange.getRequestURI().getPath().substring(1);
        String alertId = exchange.getRequestHeaders().getFirst("webhook-id");
        int place = add(new Post(channel, alertId, arrivedAt, 0));
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            int status = status(alertId);
            if (status == 0) {
                TimeUnit.MILLISECONDS.sleep(SILENCE.toMillis());
            } else {
                exchange.sendResponseHeaders(status, -1);
                set(place, new Post(channel, alertId, arrivedAt, status));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int add(Post post) {
        synchronized (posts) {
            posts.add(post);
            return posts.size() - 1;
        }
    }

    private void set(int place, Post post) {
        synchronized (posts) {
            posts.set(place, post);
        }
    }

    /** 0: none. */
    private int status(String alertId) {
        synchronized (posts) {
            if (!known.add(alertId)) {
                return WELL;
            }
        }
        return switch (Math.floorMod(alertId.hashCode(), BETWEEN_FAILURES)) {
            case 0 -> FAILED;
            case 1 -> 0;
            default -> WELL;
        };
    }

    /** How many requests have come. */
    int count() {
        synchronized (posts) {
            return posts.size();
        }
    }

    /** Those after the first so many, in the order in which they came. */
    List<Post> after(int first) {
        synchronized (posts) {
            return List.copyOf(posts.subList(first, posts.size()));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
