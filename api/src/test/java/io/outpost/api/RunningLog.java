package io.outpost.api;

import io.outpost.api.ingest.LogSettings;
import io.outpost.flink.parts.KafkaBroker;
import io.outpost.flink.parts.Registry;
import io.outpost.schemas.Alert;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real broker with a log and alerts, and a real registry with our schemas, for all tests
 * together.
 */
public final class RunningLog implements ParameterResolver {
    static final String TOPIC = "log";
    static final int PARTITIONS = 4;

    private static final Namespace SUITE = Namespace.create(RunningLog.class);
    private static final Duration POLL = Duration.ofMillis(100);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Parts.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(SUITE)
                .getOrComputeIfAbsent(Parts.class, key -> Parts.start(), Parts.class);
    }

    record Parts(KafkaBroker broker, Registry registry) implements AutoCloseable {

        /** One more, for a test alone. */
        static Parts start() {
            try {
                Path folder = Files.createTempDirectory("outpost-log");
                Registry registry = Registry.start(folder);
                SchemaRegistry schemas = new SchemaRegistry(registry.url());
                for (RecordType type : RecordType.values()) {
                    schemas.register(type.subject(TOPIC), type.schema());
                }
                KafkaBroker broker = KafkaBroker.start(folder);
                broker.createTopic(TOPIC, PARTITIONS);
                schemas.register(Topic.ALERTS.subject(), Alert.getClassSchema());
                broker.createTopic(
                        Topic.ALERTS.topicName(), PARTITIONS, Map.of("retention.ms", "-1"));
                return new Parts(broker, registry);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        LogSettings settings() {
            return new LogSettings(broker.access(), TOPIC, registry.url());
        }

        /** All records of a place, in their order. */
        List<ConsumerRecord<byte[], byte[]>> recordsOf(String placeId) {
            return records(placeId::equals);
        }

        /** All records of some places, those of each in their order. */
        List<ConsumerRecord<byte[], byte[]>> records(Predicate<String> places) {
            List<TopicPartition> all =
                    IntStream.range(0, PARTITIONS)
                            .mapToObj(i -> new TopicPartition(TOPIC, i))
                            .toList();
            Map<String, Object> settings = new HashMap<>(broker.access().settings(Map.of()));
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(
                            settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer.assign(all);
                consumer.seekToBeginning(all);
                Map<TopicPartition, Long> ends = consumer.endOffsets(all);
                List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
                while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                    consumer.poll(POLL)
                            .forEach(
                                    record -> {
                                        if (places.test(
                                                new String(record.key(), StandardCharsets.UTF_8))) {
                                            found.add(record);
                                        }
                                    });
                }
                return found;
            }
        }

        @Override
        public void close() {
            broker.close();
            registry.close();
        }
    }
}
