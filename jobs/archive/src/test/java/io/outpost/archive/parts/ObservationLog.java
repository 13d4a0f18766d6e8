package io.outpost.archive.parts;

import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Appends to the topic of observations, in order. */
public final class ObservationLog implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final int schemaId;

    public ObservationLog(Parts parts) {
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                parts.broker().bootstrapServers(),
                                "linger.ms",
                                "20"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        schemaId = parts.schemaId();
    }

    public void append(Observation.Builder builder) {
        Observation observation = builder.build();
        append(observation.getPlaceId(), WireFormat.encode(schemaId, observation));
    }

    public void append(String placeId, byte[] value) {
        var unused =
                producer.send(
                        new ProducerRecord<>(
                                Topic.OBSERVATIONS.topicName(),
                                placeId.getBytes(StandardCharsets.UTF_8),
                                value));
    }

    /** Waits until all is in the log. */
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
