package io.outpost.e2e.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a running local stack says of itself, and what its Flink says of its jobs. */
final class StackView {
    static final String CONDITIONS = "outpost-conditions";
    static final String ARCHIVE = "outpost-archive";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final List<String> status;
    private final String flinkUrl;

    StackView(Path home, Path data) throws IOException, InterruptedException {
        status = new ArrayList<>(List.of(home.resolve("outpost").toString(), "status", "--json"));
        if (data != null) {
            status.add("--data=" + data);
        }
        flinkUrl = part("jobmanager").path("address").asText();
        if (flinkUrl.isEmpty()) {
            throw new IllegalStateException("No stack runs there; start it with ./outpost up");
        }
    }

    /** A missing node when the stack has no such part. */
    JsonNode part(String name) throws IOException, InterruptedException {
        for (JsonNode part : status().path("parts")) {
            if (part.path("name").asText().equals(name)) {
                return part;
            }
        }
        return MissingNode.getInstance();
    }

    boolean isReadyAgain(String name, long oldPid) throws IOException, InterruptedException {
        JsonNode part = part(name);
        return part.path("state").asText().equals("ready") && part.path("pid").asLong() != oldPid;
    }

    boolean runs(String job) throws InterruptedException {
        return !idOfRunning(job).isEmpty();
    }

    /** True when the job runs and has completed a checkpoint that began after the moment. */
    boolean checkpointSince(String job, Instant moment) throws InterruptedException {
        String id = idOfRunning(job);
        return !id.isEmpty()
                && flink("/jobs/" + id + "/checkpoints")
                                .at("/latest/completed/trigger_timestamp")
                                .asLong()
                        > moment.toEpochMilli();
    }

    private String idOfRunning(String name) throws InterruptedException {
        for (JsonNode job : flink("/jobs/overview").path("jobs")) {
            if (job.path("name").asText().equals(name)
                    && job.path("state").asText().equals("RUNNING")) {
                return job.path("jid").asText();
            }
        }
        return "";
    }

    /** A missing node while Flink does not answer. */
    private JsonNode flink(String path) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(flinkUrl + path)).timeout(LIMIT).build();
        try {
            return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private JsonNode status() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(status);
        builder.environment().put("OUTPOST_SKIP_BUILD", "1");
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new IOException("outpost status does not answer: " + answer, e);
        }
    }
}
