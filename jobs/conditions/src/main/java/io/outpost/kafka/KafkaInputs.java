package io.outpost.kafka;

import io.outpost.conditions.Inputs;
import io.outpost.conditions.Settings;
import io.outpost.observe.DecodeObservations;
import io.outpost.observe.DecodePlaces;
import io.outpost.operate.CarriedType;
import io.outpost.schemas.wire.Topic;

/** The topics that the job reads. */
public final class KafkaInputs {
    private KafkaInputs() {}

    /**
     * Makes the inputs.
     *
     * @throws IllegalStateException when the topics cannot be looked up; the message says what to
     *     do
     */
    public static Inputs create(Settings settings) {
        KafkaTopics topics =
                new KafkaTopics(
                        settings.kafkaBootstrapServers(),
                        settings.kafkaGroupId(),
                        settings.registryUrl());
        int partitions = topics.partitions(Topic.OBSERVATIONS);
        return new Inputs(
                topics.source(
                        Topic.OBSERVATIONS,
                        CarriedType.INBOUND,
                        (registry, outage, metrics) ->
                                new DecodeObservations(registry, partitions, outage)::decode),
                topics.source(
                        Topic.PLACES,
                        CarriedType.INBOUND,
                        (registry, outage, metrics) -> new DecodePlaces(registry, outage)::decode));
    }
}
