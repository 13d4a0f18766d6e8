package io.outpost.api.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Asks Flink's REST endpoint, if one is configured, whether a job runs. */
public final class FlinkCluster {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** How long the source of a job waits for something other than records, ms. */
    private static final String WAITS =
            "/subtasks/metrics?agg=max&get=receive_records.registryWaitMillis,receive_records.aheadOfClockMillis";

    private final Optional<URI> address;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    public FlinkCluster(Optional<URI> address) {
        this.address = address;
    }

    /**
     * running, waiting (a source of a running job waits for the schema registry or for the clock),
     * idle or unreachable; empty where no cluster is configured.
     */
    Optional<String> state() {
        return address.map(this::ask);
    }

    private String ask(URI cluster) {
        String root = cluster.toString().replaceAll("/+$", "");
        try {
            List<String> running = running(get(root + "/jobs/overview"));
            if (running.isEmpty()) {
                return "idle";
            }
            for (String job : running) {
                if (waits(root + "/jobs/" + job)) {
                    return "waiting";
                }
            }
            return "running";
        } catch (IOException e) {
            return "unreachable";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unreachable";
        }
    }

    private static List<String> running(JsonNode overview) {
        return StreamSupport.stream(overview.path("jobs").spliterator(), false)
                .filter(job -> job.path("state").asText().equals("RUNNING"))
                .map(job -> job.path("jid").asText())
                .toList();
    }

    /** What the tasks have not said yet is no wait. */
    private boolean waits(String job) throws IOException, InterruptedException {
        for (JsonNode vertex : get(job).path("vertices")) {
            String metrics = job + "/vertices/" + vertex.path("id").asText() + WAITS;
            for (JsonNode metric : get(metrics)) {
                if (metric.path("max").asDouble() > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private JsonNode get(String uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).timeout(PATIENCE).build();
        return MAPPER.readTree(http.send(request, BodyHandlers.ofString()).body());
    }
}
