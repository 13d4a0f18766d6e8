package io.outpost.conditions.kafka;

import io.outpost.conditions.pipeline.Inputs;
import io.outpost.conditions.pipeline.Settings;
import io.outpost.conditions.ticks.TickSource;
import io.outpost.decode.LogDecoder;
import io.outpost.flink.kafka.KafkaTopics;
import io.outpost.flink.kafka.LogReaderFactory;
import io.outpost.schemas.wire.Topic;

/** The log in Kafka. */
public final class KafkaInputs {
    private KafkaInputs() {}

    /**
     * Makes the inputs.
     *
     * @throws IllegalStateException when the topic cannot be looked up; the message says what to do
     */
    public static Inputs create(Settings settings) {
        KafkaTopics topics =
                new KafkaTopics(settings.kafkaBootstrapServers(), settings.kafkaGroupId());
        int partitions = topics.partitions(Topic.OBSERVATIONS);
        return new Inputs(
                topics.source(partitions),
                partitions,
                new LogReaderFactory<>(
                        settings.registryUrl(),
                        (schemas, metrics) -> new LogDecoder(schemas, partitions)::decode,
                        settings.kafkaBootstrapServers()),
                TickSource.everySecond());
    }
}
