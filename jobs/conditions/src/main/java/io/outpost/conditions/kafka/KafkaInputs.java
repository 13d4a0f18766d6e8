package io.outpost.conditions.kafka;

import io.outpost.conditions.pipeline.ConditionRules;
import io.outpost.conditions.pipeline.Inputs;
import io.outpost.conditions.pipeline.Settings;
import io.outpost.conditions.ticks.TickSource;
import io.outpost.decode.LogDecoder;
import io.outpost.decode.preference.LevelNames;
import io.outpost.flink.kafka.KafkaTopics;
import io.outpost.flink.kafka.LogCheck;
import io.outpost.flink.kafka.LogReaderFactory;

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
                new KafkaTopics(settings.kafka(), settings.logTopic(), settings.kafkaGroupId());
        int partitions = topics.partitions();
        ConditionRules rules = settings.conditions();
        return new Inputs(
                topics.source(partitions),
                partitions,
                new LogReaderFactory<>(
                        settings.registryUrl(),
                        (schemas, metrics) ->
                                new LogDecoder(
                                                schemas,
                                                partitions,
                                                new LevelNames(rules.create().levelNames()))
                                        ::route,
                        LogCheck.of(settings.kafka(), settings.logTopic())),
                TickSource.everySecond());
    }
}
