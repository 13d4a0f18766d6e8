package io.outpost.cli.management;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.outpost.cli.management.ManagementPort.Route;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What every command that serves for ever answers: is it alive, is it ready, its metrics. */
public final class HealthRoutes {
    private static final int UNAVAILABLE = 503;

    private HealthRoutes() {}

    /**
     * {@code GET /health/live}, {@code GET /health/ready} and {@code GET /metrics}.
     *
     * @param notReady why it is not ready; empty: it is
     */
    public static Map<String, Route> of(
            PrometheusMeterRegistry meters, Supplier<Optional<String>> notReady) {
        return Map.of(
                "GET /health/live",
                asked -> status(200, "live"),
                "GET /health/ready",
                asked ->
                        notReady.get()
                                .map(why -> Answer.problem(UNAVAILABLE, "Not ready", why))
                                .orElseGet(() -> status(200, "ready")),
                "GET /metrics",
                asked -> Answer.metrics(meters.scrape()));
    }

    private static Answer status(int status, String word) {
        return Answer.json(
                status, "{\"status\":\"%s\"}".formatted(word).getBytes(StandardCharsets.UTF_8));
    }
}
