package io.outpost.archive.parts;

import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import io.outpost.schemas.Tick;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Appends to the log, in order. */
public final class ObservationLog implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Parts parts;

    public ObservationLog(Parts parts) {
        this.parts = parts;
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                parts.broker().bootstrapServers(),
                                "linger.ms",
                                "20"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    public void append(Observation.Builder builder) {
        Observation observation = builder.build();
        int schemaId = parts.schemaId(RecordType.OBSERVATION);
        append(observation.getPlaceId(), WireFormat.encode(schemaId, observation));
    }

    /** New parameters of a place. */
    public void append(Place place) {
        append(place.getPlaceId(), WireFormat.encode(parts.schemaId(RecordType.PLACE), place));
    }

    /** One to every partition. */
    public void appendTicks() {
        Tick tick = Tick.newBuilder().setSentAt(Instant.EPOCH).build();
        byte[] value = WireFormat.encode(parts.schemaId(RecordType.TICK), tick);
        for (int partition = 0; partition < Parts.PARTITIONS; partition++) {
            send(new ProducerRecord<>(Topic.OBSERVATIONS.topicName(), partition, null, value));
        }
    }

    public void append(String placeId, byte[] value) {
        byte[] key = placeId.getBytes(StandardCharsets.UTF_8);
        send(new ProducerRecord<>(Topic.OBSERVATIONS.topicName(), key, value));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        var unused =
                producer.send(
                        record,
                        (metadata, problem) -> {
                            if (problem != null) {
                                failure.compareAndSet(null, problem);
                            }
                        });
    }

    /** Waits until all is in the log, and fails when something is not. */
    public void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new AssertionError("not in the log", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
