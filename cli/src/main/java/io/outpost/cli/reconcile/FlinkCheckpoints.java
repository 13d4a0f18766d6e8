package io.outpost.cli.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks Flink for a checkpoint of the conditions job. */
final class FlinkCheckpoints {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CALL_LIMIT)
                    .build();
    private final String url;
    private final String jobName;

    FlinkCheckpoints(String url, String jobName) {
        this.url = url;
        this.jobName = jobName;
    }

    /** A completed checkpoint that we asked for; the time from the job's newest start to it. */
    record Done(long id, Duration sinceStart) {}

    /** Asks for one, and waits for it; a failed one, as by a restart, is asked for again. */
    Done newCheckpoint(long deadlineNanos) throws ReconcileException, InterruptedException {
        String trouble = "it did not complete";
        while (System.nanoTime() - deadlineNanos < 0) {
            try {
                String job = runningJob();
                long id = completed(job, request(job), deadlineNanos);
                return new Done(id, sinceStart(job, id, deadlineNanos));
            } catch (IOException e) {
                trouble = e.getMessage();
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
        throw new ReconcileException(
                "No checkpoint of %s at %s: %s. Whether alerts are missing is not known."
                        .formatted(jobName, url, trouble));
    }

    private String runningJob() throws IOException, InterruptedException {
        for (JsonNode job : get("/jobs/overview").path("jobs")) {
            if (job.path("name").asText().equals(jobName)
                    && job.path("state").asText().equals("RUNNING")) {
                return job.path("jid").asText();
            }
        }
        throw new IOException("the job does not run");
    }

    private String request(String job) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri("/jobs/" + job + "/checkpoints"))
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"checkpointType\":\"CONFIGURED\"}")))
                .path("request-id")
                .asText();
    }

    private long completed(String job, String request, long deadlineNanos)
            throws IOException, InterruptedException {
        while (System.nanoTime() - deadlineNanos < 0) {
            JsonNode answer = get("/jobs/" + job + "/checkpoints/" + request);
            if (answer.at("/operation/checkpointId").isNumber()) {
                return answer.at("/operation/checkpointId").asLong();
            }
            if (answer.at("/status/id").asText().equals("COMPLETED")) {
                throw new IOException("it failed");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
        throw new IOException("it took too long");
    }

    /** Both times are the JobManager's, so no clocks are compared; its answers may be old. */
    private Duration sinceStart(String job, long id, long deadlineNanos)
            throws IOException, InterruptedException {
        while (System.nanoTime() - deadlineNanos < 0) {
            JsonNode statistics = get("/jobs/" + job + "/checkpoints");
            for (JsonNode checkpoint : statistics.path("history")) {
                if (checkpoint.path("id").asLong() == id
                        && checkpoint.path("status").asText().equals("COMPLETED")) {
                    JsonNode start = statistics.at("/latest/restored/restore_timestamp");
                    return start.isNumber()
                            ? Duration.ofMillis(
                                    checkpoint.path("trigger_timestamp").asLong() - start.asLong())
                            : Duration.ofMillis(Long.MAX_VALUE);
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
        throw new IOException("checkpoint " + id + " is not listed");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    private URI uri(String path) {
        return URI.create(url + path);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(
                        request.timeout(CALL_LIMIT).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException("Flink answers " + response.statusCode());
        }
        return JSON.readTree(response.body());
    }
}
