package io.outpost.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What the commands ask of Flink's REST interface. Every call is bounded; an unreachable JobManager
 * is an IOException.
 */
public final class FlinkRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;

    /** Of a cancellation: the job has ended otherwise. */
    private static final int CONFLICT = 409;

    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    private final String url;

    public FlinkRest(String url) {
        this.url = url;
    }

    /** A job as the cluster lists it; the state is Flink's word, such as RUNNING. */
    public record Job(String id, String name, String state) {
        private static final List<String> ENDED = List.of("FINISHED", "CANCELED", "FAILED");

        boolean hasEnded() {
            return ENDED.contains(state);
        }
    }

    /** A completed checkpoint, with all the state that it holds. */
    record Checkpoint(
            long id, Instant completedAt, String path, long durationMillis, long sizeBytes) {
        private static Checkpoint of(JsonNode node) {
            return new Checkpoint(
                    node.path("id").asLong(),
                    Instant.ofEpochMilli(node.path("latest_ack_timestamp").asLong()),
                    node.path("external_path").asText(),
                    node.path("end_to_end_duration").asLong(),
                    node.path("state_size").asLong());
        }
    }

    /**
     * The newest completed checkpoint, null before the first since the JobManager took the job up;
     * how many have failed since it; and how long one takes to the next.
     */
    record Checkpoints(Checkpoint latest, long failed, Duration interval) {}

    /** Slots of all TaskManagers; 0 while nothing answers. */
    int slots() {
        try {
            return get("/overview").map(overview -> overview.path("slots-total").asInt()).orElse(0);
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    List<Job> jobs() throws IOException, InterruptedException {
        List<Job> jobs = new ArrayList<>();
        JsonNode overview =
                get("/jobs/overview")
                        .orElseThrow(() -> new IOException(url + " does not list its jobs"));
        for (JsonNode job : overview.path("jobs")) {
            jobs.add(
                    new Job(
                            job.path("jid").asText(),
                            job.path("name").asText(),
                            job.path("state").asText()));
        }
        return jobs;
    }

    /** The one of this name that has not ended, if there is one; the stack never runs two. */
    public Optional<Job> liveJob(String name) throws IOException, InterruptedException {
        return jobs().stream()
                .filter(job -> job.name().equals(name) && !job.hasEnded())
                .findFirst();
    }

    /** The job, or empty when this JobManager does not know it. */
    Optional<Job> job(String id) throws IOException, InterruptedException {
        return jobs().stream().filter(job -> job.id().equals(id)).findFirst();
    }

    boolean allTasksRun(String id) throws IOException, InterruptedException {
        JsonNode job = get("/jobs/" + id).orElse(JSON.missingNode());
        if (!job.path("state").asText().equals("RUNNING") || job.path("vertices").isEmpty()) {
            return false;
        }
        for (JsonNode vertex : job.path("vertices")) {
            if (!vertex.path("status").asText().equals("RUNNING")) {
                return false;
            }
        }
        return true;
    }

    /** The stack trace of the newest failure, or an empty text. */
    String lastFailure(String id) throws IOException, InterruptedException {
        String listed =
                get("/jobs/" + id + "/exceptions?maxExceptions=1")
                        .map(
                                answer ->
                                        answer.at("/exceptionHistory/entries/0/stacktrace")
                                                .asText(""))
                        .orElse("");
        return listed.isEmpty() ? failureOfEnd(id) : listed;
    }

    /** Of a job that ended before it had tasks, no failure is listed. */
    private String failureOfEnd(String id) throws IOException, InterruptedException {
        return get("/jobs/" + id + "/execution-result")
                .map(
                        answer ->
                                answer.at("/job-execution-result/failure-cause/stack-trace")
                                        .asText(""))
                .orElse("");
    }

    /** Of checkpoints that failed before the first was completed nothing is said: tasks start. */
    Optional<Checkpoints> checkpoints(String id) throws IOException, InterruptedException {
        Duration interval =
                get("/jobs/" + id + "/checkpoints/config")
                        .map(settings -> Duration.ofMillis(settings.path("interval").asLong()))
                        .orElse(Duration.ZERO);
        return get("/jobs/" + id + "/checkpoints")
                .map(
                        answer -> {
                            JsonNode latest = answer.at("/latest/completed");
                            return latest.isObject()
                                    ? new Checkpoints(
                                            Checkpoint.of(latest),
                                            failedAfter(latest, answer.path("history")),
                                            interval)
                                    : new Checkpoints(null, 0, interval);
                        });
    }

    private static long failedAfter(JsonNode latest, JsonNode history) {
        return StreamSupport.stream(history.spliterator(), false)
                .filter(one -> one.path("status").asText().equals("FAILED"))
                .filter(one -> one.path("id").asLong() > latest.path("id").asLong())
                .count();
    }

    /** When the job began to run; empty before. */
    Optional<Instant> runningSince(String id) throws IOException, InterruptedException {
        return get("/jobs/" + id)
                .map(job -> job.at("/timestamps/RUNNING").asLong())
                .filter(millis -> millis > 0)
                .map(Instant::ofEpochMilli);
    }

    /** How often Flink has restarted its tasks since the JobManager took the job up. */
    OptionalLong restarts(String id) throws IOException, InterruptedException {
        JsonNode value =
                get("/jobs/" + id + "/metrics?get=numRestarts")
                        .orElse(JSON.missingNode())
                        .at("/0/value");
        return value.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(value.asLong());
    }

    /** What the tasks have not reported yet is left out. */
    JobMetrics metrics(String id) throws IOException, InterruptedException {
        JsonNode job = get("/jobs/" + id).orElse(JSON.missingNode());
        List<JsonNode> metrics = new ArrayList<>();
        for (JsonNode vertex : job.path("vertices")) {
            String path =
                    "/jobs/%s/vertices/%s/subtasks/metrics"
                            .formatted(id, vertex.path("id").asText());
            String wanted = wanted(get(path).orElse(JSON.missingNode()));
            if (!wanted.isEmpty()) {
                get(path + "?agg=sum,max&get=" + wanted)
                        .ifPresent(answer -> answer.forEach(metrics::add));
            }
        }
        return JobMetrics.of(metrics);
    }

    private static String wanted(JsonNode metrics) {
        return StreamSupport.stream(metrics.spliterator(), false)
                .map(metric -> metric.path("id").asText())
                .filter(JobMetrics::isWanted)
                .collect(Collectors.joining(","));
    }

    /** Ends a job without a savepoint; one that ends by itself meanwhile has ended, too. */
    void cancel(String id) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request("/jobs/" + id).method("PATCH", HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> response = answer(request);
        if (response.statusCode() != CONFLICT) {
            body(response);
        }
    }

    /** Asks for a savepoint after which the job ends; the answer names the request. */
    String requestStop(String id, String targetDirectory) throws IOException, InterruptedException {
        return request(
                "/jobs/" + id + "/stop",
                Map.of("targetDirectory", targetDirectory, "drain", false));
    }

    /** Asks for a savepoint of a job that runs on; the answer names the request. */
    String requestSavepoint(String id, String targetDirectory)
            throws IOException, InterruptedException {
        return request(
                "/jobs/" + id + "/savepoints",
                Map.of("target-directory", targetDirectory, "cancel-job", false));
    }

    JobHealth health(String id) throws IOException, InterruptedException {
        return JobHealth.of(
                get("/jobs/" + id).orElse(JSON.missingNode()),
                get("/jobs/" + id + "/checkpoints").orElse(JSON.missingNode()),
                restarts(id).orElse(0));
    }

    /** Of the places of a job the least watermark, ms since 1970; empty before the first. */
    OptionalLong leastWatermark(String id) throws IOException, InterruptedException {
        JsonNode job = get("/jobs/" + id).orElse(JSON.missingNode());
        for (JsonNode vertex : job.path("vertices")) {
            if (vertex.path("name").asText().startsWith("keep places")) {
                JsonNode watermarks =
                        get("/jobs/%s/vertices/%s/watermarks"
                                        .formatted(id, vertex.path("id").asText()))
                                .orElse(JSON.missingNode());
                if (watermarks.size() < vertex.path("parallelism").asInt()) {
                    return OptionalLong.empty();
                }
                return StreamSupport.stream(watermarks.spliterator(), false)
                        .mapToLong(one -> one.path("value").asLong(Long.MIN_VALUE))
                        .min();
            }
        }
        return OptionalLong.empty();
    }

    /** The tasks of a job, by their names; empty when it is not known. */
    Map<String, Task> tasks(String id) throws IOException, InterruptedException {
        Map<String, Task> tasks = new HashMap<>();
        for (JsonNode vertex : get("/jobs/" + id).orElse(JSON.missingNode()).path("vertices")) {
            tasks.put(
                    vertex.path("name").asText(),
                    new Task(
                            vertex.path("id").asText(),
                            vertex.path("parallelism").asInt(),
                            vertex.path("status").asText().equals("RUNNING")));
        }
        return tasks;
    }

    /** A task of a job. */
    record Task(String id, int parallelism, boolean runs) {}

    /** How many slots no task has. */
    int freeSlots() throws IOException, InterruptedException {
        return get("/overview").map(answer -> answer.path("slots-available").asInt()).orElse(0);
    }

    /**
     * Asks for other parallelisms of the tasks of a running job, by their ids. It runs with less
     * while there are not slots enough.
     *
     * @throws IOException when the JobManager does not schedule adaptively, with its answer
     */
    void require(String id, Map<String, Integer> parallelisms)
            throws IOException, InterruptedException {
        Map<String, Object> body = new HashMap<>();
        parallelisms.forEach(
                (task, parallelism) ->
                        body.put(
                                task,
                                Map.of(
                                        "parallelism",
                                        Map.of("lowerBound", 1, "upperBound", parallelism))));
        send(
                request("/jobs/" + id + "/resource-requirements")
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** Asks for a checkpoint; the answer names the request. */
    public String requestCheckpoint(String id) throws IOException, InterruptedException {
        return request("/jobs/" + id + "/checkpoints", Map.of("checkpointType", "CONFIGURED"));
    }

    /** The id of the requested checkpoint, once it is complete. */
    public OptionalLong checkpoint(String jobId, String requestId)
            throws IOException, InterruptedException {
        JsonNode answer =
                get("/jobs/" + jobId + "/checkpoints/" + requestId).orElse(JSON.missingNode());
        JsonNode checkpoint = answer.at("/operation/checkpointId");
        if (!checkpoint.isNumber() && answer.at("/status/id").asText().equals("COMPLETED")) {
            throw new IOException("it failed");
        }
        return checkpoint.isNumber() ? OptionalLong.of(checkpoint.asLong()) : OptionalLong.empty();
    }

    /**
     * The time from the job's newest start to a completed checkpoint; empty while Flink does not
     * list it. Both times are the JobManager's, so no clocks are compared; its answers may be old.
     */
    public Optional<Duration> sinceStart(String jobId, long checkpointId)
            throws IOException, InterruptedException {
        JsonNode statistics = get("/jobs/" + jobId + "/checkpoints").orElse(JSON.missingNode());
        for (JsonNode checkpoint : statistics.path("history")) {
            if (checkpoint.path("id").asLong() == checkpointId
                    && checkpoint.path("status").asText().equals("COMPLETED")) {
                JsonNode start = statistics.at("/latest/restored/restore_timestamp");
                return Optional.of(
                        start.isNumber()
                                ? Duration.ofMillis(
                                        checkpoint.path("trigger_timestamp").asLong()
                                                - start.asLong())
                                : Duration.ofMillis(Long.MAX_VALUE));
            }
        }
        return Optional.empty();
    }

    /** Where the requested savepoint is, once it is complete. */
    Optional<String> savepoint(String jobId, String requestId)
            throws IOException, InterruptedException {
        JsonNode answer =
                get("/jobs/" + jobId + "/savepoints/" + requestId).orElse(JSON.missingNode());
        String failure = answer.at("/operation/failure-cause/stack-trace").asText("");
        if (!failure.isEmpty()) {
            throw new IOException(failure.lines().findFirst().orElse("unknown cause"));
        }
        return Optional.of(answer.at("/operation/location").asText(""))
                .filter(location -> !location.isEmpty());
    }

    /** Asks for what takes its time; returns the name of the request. */
    private String request(String path, Map<String, Object> body)
            throws IOException, InterruptedException {
        return send(request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))))
                .map(answer -> answer.path("request-id").asText())
                .orElseThrow(() -> new IOException("The job has ended meanwhile"));
    }

    private Optional<JsonNode> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(CALL_LIMIT);
    }

    private static Optional<JsonNode> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return body(answer(request));
    }

    private static HttpResponse<String> answer(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Empty: Flink does not know it. */
    private static Optional<JsonNode> body(HttpResponse<String> response) throws IOException {
        if (response.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        if (response.statusCode() / 100 != 2) {
            throw new IOException(response.statusCode() + ": " + response.body());
        }
        return Optional.of(JSON.readTree(response.body().isEmpty() ? "{}" : response.body()));
    }
}
