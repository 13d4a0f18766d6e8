package io.outpost.archive.pipeline;

import io.outpost.archive.admit.DecodeRawObservations;
import io.outpost.archive.admit.RawObservation;
import io.outpost.decode.SourceRecord;
import io.outpost.flink.kafka.KafkaTopics;
import io.outpost.flink.kafka.LogCheck;
import io.outpost.flink.kafka.LogReaderFactory;
import org.apache.flink.api.connector.source.Source;

/**
 * Where the records come from. Production reads Kafka; a test may hand in something else.
 *
 * @param partitions of the log; more readers than these would have no work
 * @param reader gives records their time and decodes them
 */
public record Inputs(
        Source<SourceRecord, ?, ?> log, int partitions, LogReaderFactory<RawObservation> reader) {

    /**
     * The log in Kafka.
     *
     * @throws IllegalStateException when it cannot be looked up; the message says what to do
     */
    public static Inputs fromKafka(Settings settings) {
        return fromKafka(settings, settings.groupId());
    }

    /**
     * The log in Kafka, for another job that reads it by these settings.
     *
     * @param groupId its consumer group
     * @throws IllegalStateException when it cannot be looked up; the message says what to do
     */
    public static Inputs fromKafka(Settings settings, String groupId) {
        KafkaTopics topics = new KafkaTopics(settings.kafka(), settings.logTopic(), groupId);
        int partitions = topics.partitions();
        return new Inputs(
                topics.source(partitions),
                partitions,
                new LogReaderFactory<>(
                        settings.registryUrl(),
                        (schemas, metrics) ->
                                new DecodeRawObservations(schemas, partitions, metrics)::decode,
                        LogCheck.of(settings.kafka(), settings.logTopic())));
    }
}
