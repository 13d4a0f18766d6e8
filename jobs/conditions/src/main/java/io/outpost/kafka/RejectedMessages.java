package io.outpost.kafka;

import io.outpost.observe.Inbound;
import io.outpost.observe.Rejected;
import io.outpost.place.Origin;
import io.outpost.schemas.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes refused records as they came, key, bytes and headers, with headers that say why and
 * whence.
 */
final class RejectedMessages
        implements KafkaRecordSerializationSchema<Inbound>, KafkaDatasetFacetProvider {
    /** The connector finds the transactions of an earlier run by the topic that they wrote. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(
                new DefaultKafkaDatasetFacet(
                        DefaultKafkaDatasetIdentifier.ofTopics(
                                List.of(Topic.REJECTED_OBSERVATIONS.topicName()))));
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Inbound inbound, KafkaSinkContext context, Long timestamp) {
        Rejected rejected = inbound.rejected();
        Origin origin = rejected.origin();
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(
                        Topic.REJECTED_OBSERVATIONS.topicName(), origin.key(), origin.value());
        for (int i = 0; origin.headerNames() != null && i < origin.headerNames().length; i++) {
            message.headers().add(origin.headerNames()[i], origin.headerValues()[i]);
        }
        addHeader(message, "outpost.reason", rejected.reason().name());
        addHeader(message, "outpost.detail", rejected.detail());
        addHeader(message, "outpost.topic", rejected.topic());
        addHeader(message, "outpost.partition", Integer.toString(origin.partition()));
        addHeader(message, "outpost.offset", Long.toString(origin.offset()));
        return message;
    }

    private static void addHeader(
            ProducerRecord<byte[], byte[]> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
