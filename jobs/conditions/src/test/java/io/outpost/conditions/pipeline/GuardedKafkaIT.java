package io.outpost.conditions.pipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.conditions.kafka.KafkaInputs;
import io.outpost.conditions.kafka.KafkaOutputs;
import io.outpost.conditions.ticks.TickSink;
import io.outpost.core.place.Emission;
import io.outpost.flink.parts.Await;
import io.outpost.flink.parts.GuardedKafka;
import io.outpost.flink.parts.Registry;
import io.outpost.schemas.Alert;
import io.outpost.schemas.LateObservation;
import io.outpost.schemas.Place;
import io.outpost.schemas.Preference;
import io.outpost.schemas.Transition;
import io.outpost.schemas.wire.KafkaRole;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job on a broker that asks for a password and allows what the job's role has. */
class GuardedKafkaIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String LOG = Topic.OBSERVATIONS.topicName();
    private static final String GROUP = "outpost-conditions";

    @TempDir private Path folder;

    private GuardedKafka kafka;
    private Registry registry;

    @BeforeEach
    void start() throws Exception {
        kafka = GuardedKafka.start(folder, "job", "sender", "stranger");
        registry = Registry.start(folder);
        SchemaRegistry schemas = new SchemaRegistry(registry.url());
        schemas.register(RecordType.TICK.subject(), RecordType.TICK.schema());
        schemas.register(Topic.CONDITIONS.subject(), Transition.getClassSchema());
        schemas.register(Topic.ALERTS.subject(), Alert.getClassSchema());
        schemas.register(Topic.PLACES.subject(), Place.getClassSchema());
        schemas.register(Topic.PREFERENCES.subject(), Preference.getClassSchema());
        schemas.register(Topic.LATE_OBSERVATIONS.subject(), LateObservation.getClassSchema());
        Map<String, String> log =
                Map.of("message.timestamp.type", "LogAppendTime", "retention.ms", "-1");
        try (Admin admin = kafka.admin()) {
            admin.createTopics(
                            Arrays.stream(Topic.values())
                                    .map(
                                            topic ->
                                                    new NewTopic(topic.topicName(), 1, (short) 1)
                                                            .configs(log))
                                    .toList())
                    .all()
                    .get();
        }
        KafkaRole.Names names =
                new KafkaRole.Names(LOG, GROUP, "outpost-archive", "messages-outpost-conditions");
        kafka.allow("job", KafkaRole.conditions, names);
        kafka.allow("sender", KafkaRole.sender, names);
    }

    @AfterEach
    void stop() {
        registry.close();
        kafka.close();
    }

    @Test
    void readsWritesTicksCommitsAndStartsAgain() throws Exception {
        Instant begin = Instant.now();
        send((byte) 7);
        run((byte) 7, Map.of());
        send((byte) 8);
        // What the first run has sent is read, and not sent again.
        run((byte) 8, Map.of("messages.sent", begin + "/" + Instant.now()));
        assertEquals(List.of((byte) 7, (byte) 8), letters());
    }

    @Test
    void noSecretIsInTheGraphOfTheJob() throws Exception {
        StreamExecutionEnvironment environment = environment();
        try (HandedOver<Emission> rows = new HandedOver<>(row -> {})) {
            build(environment, rows, settings(Map.of()));
            byte[] graph =
                    InstantiationUtil.serializeObject(environment.getStreamGraph().getJobGraph());
            String text = new String(graph, ISO_8859_1);
            assertTrue(text.contains("${file:"), "the reference is in it");
            assertFalse(text.contains("job-secret"));
        }
    }

    @Test
    void aLoginWithoutRightsLearnsWhatGivesThem() throws Exception {
        Settings settings = settings("stranger", Map.of());
        String message =
                assertThrows(IllegalStateException.class, () -> KafkaInputs.create(settings))
                        .getMessage();
        assertTrue(message.contains(LOG), message);
        assertTrue(message.contains("outpost prepare acls"), message);
    }

    /** Until all has come through that the job does with Kafka. */
    private void run(byte letter, Map<String, Object> more) throws Exception {
        try (HandedOver<Emission> rows = new HandedOver<>(row -> {});
                Admin admin = kafka.admin()) {
            StreamExecutionEnvironment environment = environment();
            build(environment, rows, settings(more));
            long before = end(admin, LOG);
            long emitted = end(admin, Topic.EMISSIONS.topicName());
            JobClient job = environment.executeAsync();
            Await.until(
                    "ticks, dead letters, emissions, and a committed offset",
                    LIMIT,
                    () ->
                            isAlive(job)
                                    && end(admin, LOG) > before
                                    && letters().contains(letter)
                                    && end(admin, Topic.EMISSIONS.topicName()) > emitted
                                    && committed(admin) > before);
            job.cancel().get();
        }
    }

    private void build(
            StreamExecutionEnvironment environment, HandedOver<Emission> rows, Settings settings) {
        KafkaOutputs outputs = new KafkaOutputs(settings);
        ConditionsPipeline.build(
                environment,
                KafkaInputs.create(settings),
                new Outputs(
                        rows,
                        outputs.messages(1),
                        outputs.emissions(1),
                        new TickSink(settings.kafka(), registry.url(), LOG, false)),
                settings);
    }

    private Settings settings(Map<String, Object> more) throws Exception {
        return settings("job", more);
    }

    private Settings settings(String user, Map<String, Object> more) throws Exception {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("kafka.bootstrap-servers", kafka.bootstrapServers());
        settings.put("kafka.client-properties", kafka.clientProperties(user).toString());
        settings.put("kafka.transaction-timeout", "PT1M");
        settings.put("emissions.topic", Topic.EMISSIONS.topicName());
        settings.put("registry.url", registry.url());
        return Settings.of(settings);
    }

    private void send(byte value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        kafka.access("sender").settings(Map.of()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(LOG, new byte[] {value})).get();
        }
    }

    /** Values of the dead letters that are committed. */
    private List<Byte> letters() throws Exception {
        List<Byte> letters = new ArrayList<>();
        TopicPartition only = new TopicPartition(Topic.REJECTED_OBSERVATIONS.topicName(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        kafka.access(GuardedKafka.ADMIN)
                                .settings(Map.of("isolation.level", "read_committed")),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            long end = consumer.endOffsets(List.of(only)).get(only);
            while (consumer.position(only) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(letter -> letters.add(letter.value()[0]));
            }
        }
        return letters;
    }

    private static long end(Admin admin, String topic) throws Exception {
        TopicPartition only = new TopicPartition(topic, 0);
        return admin.listOffsets(Map.of(only, OffsetSpec.latest())).all().get().get(only).offset();
    }

    private static long committed(Admin admin) throws Exception {
        List<Long> offsets = new ArrayList<>(List.of(0L));
        admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .values()
                .forEach(offset -> offsets.add(offset.offset()));
        return offsets.get(offsets.size() - 1);
    }

    /** Fails with the cause of a job that has failed. */
    private static boolean isAlive(JobClient job) throws Exception {
        try {
            if (!job.getJobStatus().get().isTerminalState()) {
                return true;
            }
        } catch (IllegalStateException e) {
            // The cluster has ended with its job.
        }
        job.getJobExecutionResult().get();
        return false;
    }

    private static StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    }
}
