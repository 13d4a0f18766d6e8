package io.outpost.conditions.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.net.httpserver.HttpServer;
import io.outpost.conditions.kafka.KafkaOutputs;
import io.outpost.core.place.Emission;
import io.outpost.decode.LogDecoder;
import io.outpost.decode.RoutedRecord;
import io.outpost.flink.kafka.KafkaTopics;
import io.outpost.flink.kafka.LogReaderFactory;
import io.outpost.flink.parts.Await;
import io.outpost.flink.parts.KafkaBroker;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of sizes that a sender chooses, through a real broker and the whole job. */
class LargeRecordsIT {
    private static final int COMPRESSED_BYTES = 64 * 1024 * 1024;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String LOG = Topic.OBSERVATIONS.topicName();

    @TempDir private Path folder;

    private KafkaBroker broker;
    private HttpServer registry;

    @BeforeEach
    void start() throws Exception {
        broker = KafkaBroker.start(folder);
        broker.createTopic(LOG, 1);
        broker.createTopic(
                Topic.REJECTED_OBSERVATIONS.topicName(), 1, Map.of("max.message.bytes", "4194304"));
        for (Topic topic :
                List.of(
                        Topic.CONDITIONS,
                        Topic.ALERTS,
                        Topic.PLACES,
                        Topic.PREFERENCES,
                        Topic.LATE_OBSERVATIONS)) {
            broker.createTopic(topic.topicName(), 1);
        }
        registry = registry();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
        broker.close();
    }

    @Test
    void eachIsADeadLetterAndTheJobGoesOn() throws Exception {
        byte[] compressed = new byte[COMPRESSED_BYTES];
        Arrays.fill(compressed, (byte) 7);
        byte[] mebibyte = new byte[1024 * 1024];
        mebibyte[0] = 7;
        send(
                record(compressed, "outpost.reason", "FORGED", "sender", "kept"),
                record(mebibyte, "h".repeat(32_000), "767".repeat(200)),
                record(new byte[] {7}, "n".repeat(70_000), "", "behind", ""),
                record(new byte[] {7}));
        List<ConsumerRecord<byte[], byte[]>> letters = run(4);
        ConsumerRecord<byte[], byte[]> first = letters.get(0);
        assertEquals("TOO_LARGE", only(first.headers(), "outpost.reason"));
        assertEquals("kept", only(first.headers(), "sender"));
        assertEquals(Integer.toString(COMPRESSED_BYTES), only(first.headers(), "outpost.length"));
        assertEquals(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(compressed)),
                only(first.headers(), "outpost.sha256"));
        assertArrayEquals(Arrays.copyOf(compressed, 65_536), first.value());
        assertEquals("BAD_MAGIC", only(letters.get(1).headers(), "outpost.reason"));
        assertArrayEquals(mebibyte, letters.get(1).value(), "whole, with all its headers");
        assertEquals("767".repeat(200), only(letters.get(1).headers(), "h".repeat(32_000)));
        assertEquals("HEADERS_TOO_LARGE", only(letters.get(2).headers(), "outpost.reason"));
        assertEquals(5, letters.get(2).headers().toArray().length, "none of the sender's");
        assertEquals("BAD_MAGIC", only(letters.get(3).headers(), "outpost.reason"));
    }

    private List<ConsumerRecord<byte[], byte[]>> run(int expected) throws Exception {
        try (HandedOver<Emission> rows = new HandedOver<>(row -> {});
                HandedOver<Long> ticks = new HandedOver<>(tick -> {})) {
            Settings settings =
                    Settings.of(
                            Map.of(
                                    "kafka.bootstrap-servers",
                                    broker.bootstrapServers(),
                                    "kafka.transaction-timeout",
                                    "PT1M",
                                    "registry.url",
                                    "http://127.0.0.1:" + registry.getAddress().getPort()));
            StreamExecutionEnvironment environment = environment();
            ConditionsPipeline.build(
                    environment,
                    new Inputs(
                            new KafkaTopics(broker.access(), LOG, "large").source(1),
                            1,
                            reader(settings),
                            new DataGeneratorSource<>(
                                    index -> index, 1, RateLimiterStrategy.noOp(), Types.LONG)),
                    new Outputs(rows, new KafkaOutputs(settings).messages(1), null, ticks),
                    settings);
            JobClient job = environment.executeAsync();
            List<ConsumerRecord<byte[], byte[]>> found = letters(job, expected);
            job.cancel().get();
            return found;
        }
    }

    private static LogReaderFactory<RoutedRecord> reader(Settings settings) {
        return new LogReaderFactory<>(
                settings.registryUrl(),
                (schemas, metrics) -> new LogDecoder(schemas, 1)::route,
                null);
    }

    private List<ConsumerRecord<byte[], byte[]>> letters(JobClient job, int expected)
            throws Exception {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", broker.bootstrapServers(),
                                "group.id", "letters",
                                "auto.offset.reset", "earliest",
                                "isolation.level", "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topic.REJECTED_OBSERVATIONS.topicName()));
            Await.until(
                    "the dead letters",
                    LIMIT,
                    () -> {
                        assertFalse(hasEnded(job));
                        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                        return found.size() >= expected;
                    });
        }
        return found;
    }

    /** Fails with the cause of a job that has failed. */
    private static boolean hasEnded(JobClient job) throws Exception {
        try {
            if (!job.getJobStatus().get().isTerminalState()) {
                return false;
            }
        } catch (IllegalStateException e) {
            // The cluster has ended with its job.
        }
        job.getJobExecutionResult().get();
        return true;
    }

    @SafeVarargs
    private void send(ProducerRecord<byte[], byte[]>... records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "compression.type",
                                "zstd",
                                "max.request.size",
                                2 * COMPRESSED_BYTES,
                                "buffer.memory",
                                2L * COMPRESSED_BYTES),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> one : records) {
                producer.send(one).get();
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> record(byte[] value, String... headers) {
        ProducerRecord<byte[], byte[]> made = new ProducerRecord<>(LOG, value);
        for (int i = 0; i < headers.length; i += 2) {
            made.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
        }
        return made;
    }

    /** The value of a header that is there once. */
    private static String only(Headers headers, String name) {
        List<String> values = new ArrayList<>();
        headers.headers(name).forEach(header -> values.add(new String(header.value(), UTF_8)));
        assertEquals(1, values.size(), name + ": " + values);
        return values.get(0);
    }

    /** Gives the same id to any schema. */
    private static HttpServer registry() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    boolean asksForVersions = exchange.getRequestMethod().equals("GET");
                    byte[] body = (asksForVersions ? "[1]" : "{\"id\":1}").getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    }
}
