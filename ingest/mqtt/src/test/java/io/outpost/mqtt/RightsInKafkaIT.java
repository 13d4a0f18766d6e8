package io.outpost.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.outpost.flink.parts.GuardedKafka;
import io.outpost.ingest.LogWriter;
import io.outpost.ingest.ObservationRecords;
import io.outpost.ingest.SchemaIds;
import io.outpost.schemas.wire.KafkaRole;
import io.outpost.tracing.SampledTraces;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A broker of Kafka that gives a sender its rights and no others. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RightsInKafkaIT {
    private static final String LOG = "outpost.observations.v1";
    private static final String SENDER = "sender";
    private static final KafkaRole.Names NAMES =
            new KafkaRole.Names(
                    LOG, "outpost-conditions", "outpost-archive", "messages-outpost-conditions");

    @TempDir private Path folder;

    private final MeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void aSenderWritesTheLogAndMayDoNothingElse() throws Exception {
        try (GuardedKafka kafka = GuardedKafka.start(folder.resolve("kafka"), SENDER);
                Admin admin = kafka.admin();
                OneSchema registry = new OneSchema();
                MqttBroker broker = MqttBroker.start(folder);
                LogWriter log = new LogWriter(kafka.access(SENDER), LOG);
                MqttSubscriber subscriber =
                        MqttSubscriber.start(
                                settings(broker.port()),
                                new LogTarget(
                                        log,
                                        new ObservationRecords(new SchemaIds(registry.url(), LOG))),
                                meters,
                                SampledTraces.none())) {
            admin.createTopics(List.of(new NewTopic(LOG, 1, (short) 1))).all().get();
            Wait.until(subscriber::isSubscribed);
            new Station(broker.port()).publish("outpost/hut/roof", json());
            Wait.until(() -> meters.counter("outpost.mqtt.retries").count() > 0);
            assertEquals(0, meters.counter("outpost.mqtt.observations").count());
            kafka.allow(SENDER, KafkaRole.sender, NAMES);
            Wait.until(() -> meters.counter("outpost.mqtt.observations").count() == 1);
            assertMayNotRead(kafka);
            assertMayNotAdminister(kafka);
        }
    }

    private static void assertMayNotRead(GuardedKafka kafka) throws Exception {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        kafka.access(SENDER).settings(Map.of()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(LOG, 0);
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
            assertThrows(
                    TopicAuthorizationException.class, () -> consumer.poll(Duration.ofMinutes(1)));
        }
    }

    private static void assertMayNotAdminister(GuardedKafka kafka) throws Exception {
        try (Admin own = Admin.create(kafka.access(SENDER).settings(Map.of()))) {
            assertInstanceOf(
                    TopicAuthorizationException.class,
                    failure(() -> own.deleteTopics(List.of(LOG)).all().get()));
            Throwable creation =
                    failure(
                            () ->
                                    own.createTopics(List.of(new NewTopic("other", 1, (short) 1)))
                                            .all()
                                            .get());
            assertTrue(
                    creation instanceof TopicAuthorizationException
                            || creation instanceof ClusterAuthorizationException,
                    String.valueOf(creation));
        }
    }

    private static Throwable failure(Executable attempt) {
        return assertThrows(ExecutionException.class, attempt).getCause();
    }

    private static MqttSettings settings(int port) {
        return new MqttSettings(
                URI.create("tcp://127.0.0.1:" + port),
                "outpost-mqtt",
                null,
                null,
                null,
                TopicTemplate.of("outpost/{place}/{sensor}"),
                MessageFormat.JSON,
                10);
    }

    private static String json() {
        return "{\"observed_at\":\"%s\",\"air_temperature_celsius\":7}".formatted(Instant.now());
    }
}
