package io.outpost.e2e.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.console.CommandException;
import io.outpost.cli.send.RecordDigest;
import io.outpost.cli.stack.FreePorts;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.LogOffsets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The API is killed while stations send to it. What it acknowledged must be in the log, and nothing
 * that was sent may be there twice: the senders' ledger has the number and the digest.
 */
public final class ApiKills {
    /** One for all: a client that nobody refers to any more may never answer. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final String PREFIX = "killed";
    private static final Duration END_LIMIT = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LEAST_PAUSE_MILLIS = 300;
    private static final int MORE_PAUSE_MILLIS = 2_500;

    private final LocalStack stack;
    private final ObjectMapper mapper = new ObjectMapper();

    private ApiKills(LocalStack stack) {
        this.stack = stack;
    }

    /** What the senders heard of. */
    private record Acknowledged(long records, String digest) {}

    static String ten(Scene scene) throws Exception {
        return run(scene.stack(), 10, 1);
    }

    /**
     * Sends 2,000 observations a second of 60 places over HTTP until the API was killed so often.
     *
     * @return what was seen
     * @throws CommandException when something was lost or is there twice
     */
    public static String run(LocalStack stack, int kills, long seed) throws Exception {
        return new ApiKills(stack).run(kills, seed);
    }

    private String run(int kills, long seed) throws Exception {
        String prefix = PREFIX + System.currentTimeMillis();
        int port = FreePorts.inARow(1);
        Path output = Files.createTempFile("outpost-http-load", ".out");
        Process sender =
                stack.begin(
                        output,
                        List.of(
                                "simulate",
                                "--http",
                                "--places=60",
                                "--prefix=" + prefix,
                                "--from=2025-06-01T00:00:00Z",
                                "--for=P300D",
                                "--rate=2000",
                                "--no-truth",
                                "--port=" + port));
        try {
            Random random = new Random(seed);
            for (int i = 0; i < kills; i++) {
                TimeUnit.MILLISECONDS.sleep(LEAST_PAUSE_MILLIS + random.nextInt(MORE_PAUSE_MILLIS));
                Scene.require(sender.isAlive(), "the sender ended: " + Files.readString(output));
                stack.awaitAgain("api", stack.kill("api"));
            }
            stop(port);
            boolean ended = sender.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS);
            Scene.require(
                    ended && sender.exitValue() == 0,
                    "the sender did not end well: " + Files.readString(output));
        } finally {
            sender.destroy();
        }
        Acknowledged sent = ledger(prefix);
        Acknowledged found = log(prefix);
        Scene.require(sent.equals(found), "acknowledged " + sent + ", but in the log are " + found);
        Files.delete(output);
        return "%,d observations acknowledged, each once in the log".formatted(sent.records());
    }

    /** It answers when it has sent all that it has, or ends before. */
    private static void stop(int port) {
        HTTP.sendAsync(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/stop"))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .exceptionally(failure -> null);
    }

    private Acknowledged ledger(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(stack.data().resolve("ledger"))) {
            Path file =
                    files.filter(one -> one.toString().endsWith("simulate-" + prefix + ".jsonl"))
                            .findFirst()
                            .orElseThrow(() -> new CommandException("there is no ledger"));
            List<String> lines = Files.readAllLines(file);
            JsonNode end = mapper.readTree(lines.get(lines.size() - 1));
            Scene.require(end.path("complete").asBoolean(), "not all was acknowledged: " + end);
            return new Acknowledged(end.path("acknowledged").asLong(), end.path("digest").asText());
        }
    }

    /** All of its places in the log, but for their parameters. */
    private Acknowledged log(String prefix) throws Exception {
        Map<TopicPartition, Long> ends;
        try (LogOffsets offsets = new LogOffsets(stack.kafka(), stack.logTopic())) {
            ends = offsets.ends();
        }
        RecordDigest digest = new RecordDigest();
        long records = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", stack.kafka()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.keySet().stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (isObservation(record, prefix)) {
                        digest.add(record.key(), record.value());
                        records++;
                    }
                }
            }
        }
        return new Acknowledged(records, digest.hex());
    }

    private static boolean isObservation(ConsumerRecord<byte[], byte[]> record, String prefix) {
        return record.key() != null
                && record.headers().lastHeader("outpost.request") != null
                && new String(record.key(), StandardCharsets.UTF_8).startsWith(prefix + "-");
    }
}
