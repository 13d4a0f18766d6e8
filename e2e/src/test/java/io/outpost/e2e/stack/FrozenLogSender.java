package io.outpost.e2e.stack;

import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends the {@link FrozenLog}: to empty topics, so that every record gets the offset it had. */
final class FrozenLogSender implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final int observationSchema;
    private final int placeSchema;

    FrozenLogSender(LocalStack stack) throws RegistryUnavailableException {
        Properties kafka = new Properties();
        kafka.setProperty("bootstrap.servers", stack.kafkaBootstrapServers());
        producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
        SchemaRegistry registry = new SchemaRegistry(stack.registryUrl());
        observationSchema =
                registry.register(Topic.OBSERVATIONS.subject(), Observation.getClassSchema());
        placeSchema = registry.register(Topic.PLACES.subject(), Place.getClassSchema());
    }

    /** Sends the places and waits until the broker has them. */
    void sendPlaces(List<Place> places) throws Exception {
        send(
                places.stream()
                        .map(one -> message(Topic.PLACES, one.getPlaceId(), placeSchema, one))
                        .toList());
    }

    /** Sends observations and waits until the broker has them. */
    void sendObservations(List<Observation> log) throws Exception {
        send(
                log.stream()
                        .map(
                                one ->
                                        message(
                                                Topic.OBSERVATIONS,
                                                one.getPlaceId(),
                                                observationSchema,
                                                one))
                        .toList());
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(List<ProducerRecord<byte[], byte[]>> messages) throws Exception {
        List<Future<RecordMetadata>> sent = messages.stream().map(producer::send).toList();
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }

    private static ProducerRecord<byte[], byte[]> message(
            Topic topic, String placeId, int schema, SpecificRecord value) {
        return new ProducerRecord<>(
                topic.topicName(), LocalStack.utf8(placeId), WireFormat.encode(schema, value));
    }
}
