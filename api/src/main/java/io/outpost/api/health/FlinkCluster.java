package io.outpost.api.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Asks Flink's REST endpoint, if one is configured, whether a job runs. */
public final class FlinkCluster {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Optional<URI> address;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    public FlinkCluster(Optional<URI> address) {
        this.address = address;
    }

    /** running, idle or unreachable; empty where no cluster is configured. */
    Optional<String> state() {
        return address.map(this::ask);
    }

    private String ask(URI cluster) {
        URI overview = URI.create(cluster.toString().replaceAll("/+$", "") + "/jobs/overview");
        HttpRequest request = HttpRequest.newBuilder(overview).timeout(PATIENCE).build();
        try {
            JsonNode jobs = MAPPER.readTree(http.send(request, BodyHandlers.ofString()).body());
            return hasRunning(jobs.path("jobs")) ? "running" : "idle";
        } catch (IOException e) {
            return "unreachable";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unreachable";
        }
    }

    private static boolean hasRunning(JsonNode jobs) {
        return StreamSupport.stream(jobs.spliterator(), false)
                .anyMatch(job -> job.path("state").asText().equals("RUNNING"));
    }
}
