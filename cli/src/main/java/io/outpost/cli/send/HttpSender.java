package io.outpost.cli.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.header.Header;

/**
 * Sends observations to the API as stations would: each sensor has one request on its way at a
 * time, and sends what it has by then, one as JSON, several as NDJSON under an Idempotency-Key.
 * What is not answered, or put off, is sent again. For any thread.
 */
public final class HttpSender implements ObservationSender {
    /** The path of the route that takes them. */
    public static final String OBSERVATIONS = "/v1/observations";

    private static final int MOST_IN_BATCH = 200;
    private static final int MOST_WAITING = 50_000;
    private static final int MOST_REQUESTS = 64;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(40);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final String NDJSON = "application/x-ndjson";
    private static final String REJECTED = "rejected";

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final ObjectMapper mapper = new ObjectMapper();
    private final URI address;
    private final Signing signing;
    private final long patienceNanos;
    private final SendLog log;
    private final Map<String, Sensor> sensors = new HashMap<>();
    private final Map<String, Long> rejected = new TreeMap<>();
    private final AtomicReference<CommandException> failure = new AtomicReference<>();
    private final Deque<Sensor> ready = new ArrayDeque<>();
    private int requests;
    private int waiting;

    /** Adds to a request what proves who sends it. */
    public interface Signing extends AutoCloseable {
        /** Nobody has to prove anything. */
        Signing NONE = (place, sensor, request, body) -> {};

        void sign(String placeId, String sensorId, HttpRequest.Builder request, byte[] body);

        @Override
        default void close() {}
    }

    /**
     * @param api its address, such as http://127.0.0.1:18080
     * @param patience how long it waits for an API that is away
     */
    public HttpSender(String api, Signing signing, Duration patience, SendLog log) {
        this.address = URI.create(api + OBSERVATIONS);
        this.signing = signing;
        this.patienceNanos = patience.toNanos();
        this.log = log;
    }

    /** One sensor's observations that wait, and those that are on their way. */
    private static final class Sensor {
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private boolean isBusy;
    }

    private record Waiting(SendLog.Place place, byte[] value, ObservationText text) {}

    /** Observations of one request, with all that is the same when it is sent again. */
    private final class Batch {
        private final Sensor sensor;
        private final List<Waiting> observations;
        private final byte[] body;
        private final String key;
        private final long firstNanos = System.nanoTime();
        private long pauseMillis = SHORTEST_PAUSE.toMillis();

        Batch(Sensor sensor, List<Waiting> observations) {
            this.sensor = sensor;
            this.observations = observations;
            this.body = ObservationText.lines(observations.stream().map(Waiting::text).toList());
            this.key = UUID.randomUUID().toString();
        }

        HttpRequest request() {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(address)
                            .timeout(ANSWER_LIMIT)
                            .header("Content-Type", NDJSON)
                            .header("Idempotency-Key", key)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            ObservationText first = observations.get(0).text();
            signing.sign(first.placeId(), first.sensorId(), request, body);
            return request.build();
        }
    }

    @Override
    public synchronized void send(SendLog.Place place, byte[] value, List<Header> headers) {
        throwFailure();
        ObservationText text = ObservationText.of(value);
        if (text == null) {
            count("UNDECODABLE", 1);
            return;
        }
        awaitFewer(MOST_WAITING);
        Sensor sensor =
                sensors.computeIfAbsent(
                        text.placeId() + '\n' + text.sensorId(), key -> new Sensor());
        sensor.waiting.add(new Waiting(place, value, text));
        waiting++;
        if (!sensor.isBusy) {
            sensor.isBusy = true;
            ready.add(sensor);
            begin();
        }
    }

    @Override
    public synchronized void flush() {
        awaitFewer(1);
        throwFailure();
    }

    /** Observations that the API rejected, by reason; what cannot be put into words is not sent. */
    public synchronized Map<String, Long> rejected() {
        return new TreeMap<>(rejected);
    }

    @Override
    public void close() {
        // What is in flight is not waited for: who wants that flushes.
        signing.close();
    }

    /** Sends for those that are ready, as many as may be on their way. */
    private void begin() {
        while (requests < MOST_REQUESTS && !ready.isEmpty()) {
            Sensor sensor = ready.remove();
            List<Waiting> batch = new ArrayList<>();
            while (batch.size() < MOST_IN_BATCH && !sensor.waiting.isEmpty()) {
                batch.add(sensor.waiting.remove());
            }
            requests++;
            send(new Batch(sensor, batch));
        }
    }

    private void send(Batch batch) {
        HttpRequest request;
        try {
            request = batch.request();
        } catch (CommandException e) {
            fail(e);
            return;
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        var unused = answer.handle((response, e) -> answered(batch, response, e));
    }

    private synchronized Void answered(
            Batch batch, HttpResponse<byte[]> response, Throwable exception) {
        try {
            int status = exception == null ? response.statusCode() : 0;
            switch (status) {
                case 202 -> end(batch, mapper.readTree(response.body()));
                case 400, 413, 422 -> endRejected(batch, mapper.readTree(response.body()));
                case 0, 409, 429, 500, 502, 503, 504 -> again(batch, response, exception);
                default ->
                        fail(
                                "The API answered %d: %s"
                                        .formatted(
                                                status,
                                                new String(
                                                        response.body(), StandardCharsets.UTF_8)));
            }
        } catch (IOException | RuntimeException e) {
            fail("The API's answer cannot be read: " + e);
        }
        return null;
    }

    private void end(Batch batch, JsonNode received) {
        boolean[] isRejected = new boolean[batch.observations.size()];
        for (JsonNode item : received.path("items")) {
            if (item.path("status").asText().equals(REJECTED)) {
                isRejected[item.path("index").asInt()] = true;
                count(item.path("reason").asText(), 1);
            }
        }
        for (int i = 0; i < isRejected.length; i++) {
            if (!isRejected[i]) {
                Waiting one = batch.observations.get(i);
                log.add(one.place(), one.value());
            }
        }
        end(batch);
    }

    private void endRejected(Batch batch, JsonNode problem) {
        JsonNode errors = problem.path("errors");
        if (errors.isEmpty()) {
            fail("The API rejected a request: " + problem);
            return;
        }
        errors.forEach(error -> count(error.path("code").asText(), 1));
        end(batch);
    }

    private void end(Batch batch) {
        requests--;
        waiting -= batch.observations.size();
        if (batch.sensor.waiting.isEmpty()) {
            batch.sensor.isBusy = false;
        } else {
            ready.add(batch.sensor);
        }
        begin();
        notifyAll();
    }

    private void again(Batch batch, HttpResponse<byte[]> response, Throwable exception) {
        if (System.nanoTime() - batch.firstNanos > patienceNanos) {
            fail(
                    exception == null
                            ? "The API goes on to answer " + response.statusCode()
                            : "The API does not answer: " + exception);
            return;
        }
        long pause = pauseMillis(batch, response);
        Executor later = CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS);
        later.execute(() -> send(batch));
    }

    private static long pauseMillis(Batch batch, HttpResponse<byte[]> response) {
        long pause = batch.pauseMillis;
        batch.pauseMillis = Math.min(2 * pause, LONGEST_PAUSE.toMillis());
        if (response == null) {
            return pause;
        }
        long asked =
                response.headers().firstValueAsLong("Retry-After").orElse(0)
                        * TimeUnit.SECONDS.toMillis(1);
        return Math.max(pause, Math.min(asked, ANSWER_LIMIT.toMillis()));
    }

    private void count(String reason, long more) {
        rejected.merge(reason, more, Long::sum);
    }

    private void fail(String message) {
        fail(new CommandException(message));
    }

    private synchronized void fail(CommandException cause) {
        failure.compareAndSet(null, cause);
        notifyAll();
    }

    private void throwFailure() {
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private synchronized void awaitFewer(int than) {
        try {
            while (waiting >= than && failure.get() == null) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted while sending.", e);
        }
    }
}
