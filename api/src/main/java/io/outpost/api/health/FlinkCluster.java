package io.outpost.api.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks Flink's REST endpoint, if one is configured, whether its jobs follow the log. */
public final class FlinkCluster {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A checkpoint that is older than so many intervals is overdue. */
    private static final int MOST_INTERVALS = 10;

    /** How long the source of a job waits for something other than records, ms. */
    private static final String WAITS =
            "/subtasks/metrics?agg=max&get=receive_records.registryWaitMillis,receive_records.aheadOfClockMillis";

    /** Without it nothing follows the log. */
    private static final String NEEDED = "outpost-conditions";

    /** What matters most comes first. */
    private static final List<String> OURS = List.of(NEEDED, "outpost-archive");

    private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");

    private static final String NEWEST = "/latest/completed/latest_ack_timestamp";

    private final Optional<URI> address;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    public FlinkCluster(Optional<URI> address, Clock clock) {
        this.address = address;
        this.clock = clock;
    }

    /** What the jobs of the cluster do; empty where no cluster is configured. */
    Optional<ClusterState> state() {
        return address.map(this::ask);
    }

    private ClusterState ask(URI cluster) {
        String root = cluster.toString().replaceAll("/+$", "");
        try {
            Map<String, JsonNode> jobs = jobs(get(root + "/jobs/overview"));
            if (!jobs.containsKey(NEEDED)) {
                return ClusterState.IDLE;
            }
            for (String name : OURS) {
                JsonNode job = jobs.get(name);
                ClusterState state = job == null ? ClusterState.RUNNING : stateOf(root, job);
                if (state != ClusterState.RUNNING) {
                    return state;
                }
            }
            return ClusterState.RUNNING;
        } catch (IOException e) {
            return ClusterState.UNREACHABLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ClusterState.UNREACHABLE;
        }
    }

    /** Those of ours that have not ended, by name; a cluster may have others. */
    private static Map<String, JsonNode> jobs(JsonNode overview) {
        Map<String, JsonNode> jobs = new HashMap<>();
        for (JsonNode job : overview.path("jobs")) {
            String name = job.path("name").asText();
            if (OURS.contains(name) && !ENDED.contains(job.path("state").asText())) {
                jobs.put(name, job);
            }
        }
        return jobs;
    }

    private ClusterState stateOf(String root, JsonNode job)
            throws IOException, InterruptedException {
        if (!job.path("state").asText().equals("RUNNING")) {
            return ClusterState.IDLE;
        }
        String path = root + "/jobs/" + job.path("jid").asText();
        JsonNode details = get(path);
        if (waits(path, details)) {
            return ClusterState.WAITING;
        }
        return isOverdue(path, details) ? ClusterState.OVERDUE : ClusterState.RUNNING;
    }

    /** What the tasks have not said yet is no wait. */
    private boolean waits(String job, JsonNode details) throws IOException, InterruptedException {
        for (JsonNode vertex : details.path("vertices")) {
            String metrics = job + "/vertices/" + vertex.path("id").asText() + WAITS;
            for (JsonNode metric : get(metrics)) {
                if (metric.path("max").asDouble() > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Before the first checkpoint, the time since the job began to run counts. */
    private boolean isOverdue(String job, JsonNode details)
            throws IOException, InterruptedException {
        long intervalMillis = get(job + "/checkpoints/config").path("interval").asLong();
        long completed = get(job + "/checkpoints").at(NEWEST).asLong();
        long since = completed > 0 ? completed : details.at("/timestamps/RUNNING").asLong();
        return since > 0 && (clock.millis() - since - 1) / MOST_INTERVALS >= intervalMillis;
    }

    private JsonNode get(String uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).timeout(PATIENCE).build();
        return MAPPER.readTree(http.send(request, BodyHandlers.ofString()).body());
    }
}
