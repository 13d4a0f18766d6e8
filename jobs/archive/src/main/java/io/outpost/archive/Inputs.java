package io.outpost.archive;

import io.outpost.archive.admit.DecodeRawObservations;
import io.outpost.archive.admit.RawObservation;
import io.outpost.archive.admit.RawObservationType;
import io.outpost.kafka.KafkaTopics;
import io.outpost.schemas.wire.Topic;
import org.apache.flink.api.connector.source.Source;

/** Where the records come from. Production reads Kafka; a test may hand in something else. */
public record Inputs(Source<RawObservation, ?, ?> observations) {

    /**
     * The topic of observations.
     *
     * @throws IllegalStateException when it cannot be looked up; the message says what to do
     */
    static Inputs fromKafka(Settings settings) {
        KafkaTopics topics =
                new KafkaTopics(
                        settings.kafkaBootstrapServers(),
                        settings.groupId(),
                        settings.registryUrl());
        int partitions = topics.partitions(Topic.OBSERVATIONS);
        return new Inputs(
                topics.source(
                        Topic.OBSERVATIONS,
                        RawObservationType.INSTANCE,
                        (registry, outage, metrics) ->
                                new DecodeRawObservations(registry, partitions, outage, metrics)
                                        ::decode));
    }
}
