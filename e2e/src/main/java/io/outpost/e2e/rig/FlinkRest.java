package io.outpost.e2e.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Flink's REST interface says of jobs, and savepoints by it. While Flink does not answer,
 * questions are answered with no, and nothing is thrown.
 */
public final class FlinkRest {
    /** The name of the conditions job. */
    public static final String CONDITIONS = "outpost-conditions";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration SAVEPOINT_LIMIT = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();
    private final String url;

    public FlinkRest(String url) {
        this.url = url;
    }

    /** The conditions job that is not over; empty when there is none, or Flink does not answer. */
    public String conditionsJob() throws InterruptedException {
        for (JsonNode job : get("/jobs/overview").path("jobs")) {
            if (job.path("name").asText().equals(CONDITIONS)
                    && !job.path("state").asText().matches("FINISHED|CANCELED|FAILED")) {
                return job.path("jid").asText();
            }
        }
        return "";
    }

    /** The ids of all jobs that run. */
    public List<String> runningJobs() throws InterruptedException {
        List<String> running = new ArrayList<>();
        for (JsonNode job : get("/jobs/overview").path("jobs")) {
            if (job.path("state").asText().equals("RUNNING")) {
                running.add(job.path("jid").asText());
            }
        }
        return running;
    }

    /** What Flink knows of a job's checkpoints. */
    public JsonNode checkpoints(String job) throws InterruptedException {
        return get("/jobs/" + job + "/checkpoints");
    }

    /**
     * Of the heaps of the TaskManagers the greatest, bytes; 0: not known.
     *
     * @param what Used or Max
     */
    public long heap(String what) throws InterruptedException {
        JsonNode metrics = get("/taskmanagers/metrics?agg=max&get=Status.JVM.Memory.Heap." + what);
        return metrics.at("/0/max").asLong();
    }

    /** True when the JobManager answers that all tasks of the job run. */
    public boolean allTasksRun(String job) throws InterruptedException {
        JsonNode known = job(job);
        if (!known.path("state").asText().equals("RUNNING") || known.path("vertices").isEmpty()) {
            return false;
        }
        for (JsonNode vertex : known.path("vertices")) {
            if (!vertex.path("status").asText().equals("RUNNING")) {
                return false;
            }
        }
        return true;
    }

    /** True while tasks are being brought up. */
    public boolean startsTasks(String job) throws InterruptedException {
        JsonNode known = job(job);
        if (!known.path("state").asText().equals("RUNNING")) {
            return false;
        }
        for (JsonNode vertex : known.path("vertices")) {
            if (vertex.path("status").asText().matches("INITIALIZING|DEPLOYING|SCHEDULED")) {
                return true;
            }
        }
        return false;
    }

    /** The JobManager's clock, ms since 1970; 0: not known. */
    public long clockMillis(String job) throws InterruptedException {
        return job(job).path("now").asLong();
    }

    /** How often a job was restarted. */
    public long restarts(String job) throws InterruptedException {
        return get("/jobs/" + job + "/metrics?get=numRestarts").at("/0/value").asLong();
    }

    /** Asks for a savepoint, and does not wait for it; false when Flink does not answer. */
    public boolean requestSavepoint(String job, Path folder) throws InterruptedException {
        return !savepointRequest(job, folder).isMissingNode();
    }

    /** Makes a savepoint of a job, which keeps running; returns where it is. */
    public String savepoint(String job, Path folder) throws Exception {
        return awaitSavepoint(job, savepointRequest(job, folder));
    }

    /** Stops a job with a savepoint; returns where that is. */
    public String stop(String job, Path folder) throws Exception {
        return awaitSavepoint(
                job,
                post(
                        "/jobs/" + job + "/stop",
                        JSON.createObjectNode()
                                .put("targetDirectory", folder.toUri().toString())
                                .put("drain", false)));
    }

    private JsonNode savepointRequest(String job, Path folder) throws InterruptedException {
        return post(
                "/jobs/" + job + "/savepoints",
                JSON.createObjectNode()
                        .put("target-directory", folder.toUri().toString())
                        .put("cancel-job", false));
    }

    private String awaitSavepoint(String job, JsonNode request) throws Exception {
        String path = "/jobs/" + job + "/savepoints/" + request.path("request-id").asText();
        Await.until(
                "the savepoint is complete",
                SAVEPOINT_LIMIT,
                () -> get(path).at("/status/id").asText().equals("COMPLETED"));
        JsonNode operation = get(path).path("operation");
        return Optional.of(operation.path("location").asText())
                .filter(location -> !location.isEmpty())
                .orElseThrow(() -> new CommandException("No savepoint: " + operation));
    }

    private JsonNode job(String job) throws InterruptedException {
        return job.isEmpty() ? MissingNode.getInstance() : get("/jobs/" + job);
    }

    private JsonNode get(String path) throws InterruptedException {
        return send(request(path).GET());
    }

    private JsonNode post(String path, JsonNode body) throws InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(LIMIT);
    }

    /** A missing node while Flink does not answer. */
    private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
        try {
            return JSON.readTree(
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
