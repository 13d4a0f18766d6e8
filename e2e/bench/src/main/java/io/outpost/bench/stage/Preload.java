package io.outpost.bench.stage;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.BacklogRecords;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills the observations topic before anything is measured. */
public final class Preload {
    private Preload() {}

    /**
     * Sends all records; returns when the broker has them.
     *
     * @return the longest time that went by without a record in some partition, as the broker
     *     stamped them, ms
     */
    public static long send(BacklogRecords records, String bootstrapServers, String topic) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        LongestPause pause = new LongestPause(Backlog.PARTITIONS);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings(bootstrapServers))) {
            records.writeTo(
                    (partition, key, value) ->
                            send(
                                    producer,
                                    new ProducerRecord<>(topic, partition, key, value),
                                    failure,
                                    pause));
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the backlog could not be sent", failure.get());
        }
        return pause.millis();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told of every failure
    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            ProducerRecord<byte[], byte[]> message,
            AtomicReference<Exception> failure,
            LongestPause pause) {
        producer.send(
                message,
                (metadata, e) -> {
                    if (e == null) {
                        pause.appended(metadata.partition(), metadata.timestamp());
                    } else {
                        failure.compareAndSet(null, e);
                    }
                });
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "linger.ms",
                20,
                "batch.size",
                256 << 10,
                "buffer.memory",
                64L << 20,
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                ByteArraySerializer.class);
    }
}
