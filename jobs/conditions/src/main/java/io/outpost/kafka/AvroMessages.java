package io.outpost.kafka;

import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes rows as Avro messages in the wire format, keyed by place. */
final class AvroMessages<T>
        implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {
    private static final Logger LOG = LoggerFactory.getLogger(AvroMessages.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A supplier that can be sent to the cluster. */
    interface SchemaSupplier extends Supplier<Schema>, Serializable {}

    /** A message with the place that it is about. */
    record Message(String placeId, SpecificRecord value) {}

    /** A mapping that can be sent to the cluster. */
    interface Mapping<T> extends Function<T, Message>, Serializable {}

    private final String registryUrl;
    private final Topic topic;
    private final SchemaSupplier schema;
    private final Mapping<T> mapping;
    private transient int schemaId;

    AvroMessages(String registryUrl, Topic topic, SchemaSupplier schema, Mapping<T> mapping) {
        this.registryUrl = registryUrl;
        this.topic = topic;
        this.schema = schema;
        this.mapping = mapping;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink)
            throws InterruptedException {
        SchemaRegistry registry = new SchemaRegistry(registryUrl);
        while (schemaId == 0) {
            try {
                schemaId = registry.register(topic.subject(), schema.get());
            } catch (RegistryUnavailableException e) {
                LOG.warn("Waiting for the schema registry: {}", e.getMessage());
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    /** The connector finds the transactions of an earlier run by the topic that they wrote. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(
                new DefaultKafkaDatasetFacet(
                        DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic.topicName()))));
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            T row, KafkaSinkContext context, Long timestamp) {
        Message message = mapping.apply(row);
        return new ProducerRecord<>(
                topic.topicName(),
                message.placeId().getBytes(StandardCharsets.UTF_8),
                WireFormat.encode(schemaId, message.value()));
    }
}
