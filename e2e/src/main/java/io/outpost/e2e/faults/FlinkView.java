package io.outpost.e2e.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** What Flink's REST interface says of the conditions job. */
final class FlinkView {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String JOB = "outpost-conditions";

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();
    private final String url;

    FlinkView(String url) {
        this.url = url;
    }

    /** True when the JobManager answers that all tasks of the job run. */
    boolean allTasksRun() throws InterruptedException {
        return everyVertexIs("RUNNING");
    }

    /** True while tasks are being brought up. */
    boolean startsTasks() throws InterruptedException {
        JsonNode job = job();
        if (!job.path("state").asText().equals("RUNNING")) {
            return false;
        }
        for (JsonNode vertex : job.path("vertices")) {
            if (vertex.path("status").asText().matches("INITIALIZING|DEPLOYING|SCHEDULED")) {
                return true;
            }
        }
        return false;
    }

    /** Asks for a savepoint; does not wait for it. */
    boolean requestSavepoint(Path folder) throws InterruptedException {
        String body =
                JSON.createObjectNode()
                        .put("target-directory", folder.toUri().toString())
                        .put("cancel-job", false)
                        .toString();
        try {
            http.send(
                    HttpRequest.newBuilder(URI.create(url + "/jobs/" + id() + "/savepoints"))
                            .timeout(LIMIT)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean everyVertexIs(String status) throws InterruptedException {
        JsonNode job = job();
        if (!job.path("state").asText().equals("RUNNING") || job.path("vertices").isEmpty()) {
            return false;
        }
        for (JsonNode vertex : job.path("vertices")) {
            if (!vertex.path("status").asText().equals(status)) {
                return false;
            }
        }
        return true;
    }

    private JsonNode job() throws InterruptedException {
        String id = id();
        return id.isEmpty() ? MissingNode.getInstance() : get("/jobs/" + id);
    }

    private String id() throws InterruptedException {
        for (JsonNode job : get("/jobs/overview").path("jobs")) {
            if (job.path("name").asText().equals(JOB)
                    && !job.path("state").asText().matches("FINISHED|CANCELED|FAILED")) {
                return job.path("jid").asText();
            }
        }
        return "";
    }

    /** A missing node while Flink does not answer. */
    private JsonNode get(String path) throws InterruptedException {
        try {
            return JSON.readTree(
                    http.send(
                                    HttpRequest.newBuilder(URI.create(url + path))
                                            .timeout(LIMIT)
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
