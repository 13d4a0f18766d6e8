package io.outpost.cli.send;

import io.outpost.cli.console.CommandException;
import io.outpost.environment.KafkaAccess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records to the log: idempotent, acknowledged by all replicas, in the order of the calls
 * within a key, partitioned by Kafka's default. Only acknowledged observations enter the send log.
 * For any thread.
 */
public final class RecordSender implements ObservationSender {
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int LINGER_MILLIS = 50;

    private final KafkaProducer<byte[], byte[]> producer;
    private final SendLog log;
    private final String topic;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * Connects with the first record.
     *
     * @param topic with the log
     * @param compression lz4, for example
     * @param patience how long it waits for a broker that is away
     */
    public RecordSender(
            KafkaAccess kafka, String topic, String compression, Duration patience, SendLog log) {
        this.topic = topic;
        this.log = log;
        this.producer =
                new KafkaProducer<>(
                        kafka.settings(
                                Map.of(
                                        ProducerConfig.ACKS_CONFIG,
                                        "all",
                                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                        true,
                                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                        compression,
                                        ProducerConfig.BATCH_SIZE_CONFIG,
                                        BATCH_BYTES,
                                        ProducerConfig.LINGER_MS_CONFIG,
                                        LINGER_MILLIS,
                                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                        (int) patience.toMillis(),
                                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                        patience.toMillis())),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    @Override
    public void send(SendLog.Place place, byte[] value, List<Header> headers) {
        deliver(
                new ProducerRecord<>(topic, null, place.key(), value, headers),
                metadata -> log.add(place, value, metadata.partition(), metadata.offset()));
    }

    /** The same with another record of the log, which does not enter the send log. */
    public void send(ProducerRecord<byte[], byte[]> other) {
        deliver(other, metadata -> {});
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback sees what comes of it
    private void deliver(
            ProducerRecord<byte[], byte[]> record, Consumer<RecordMetadata> acknowledged) {
        throwFailure();
        try {
            producer.send(
                    record,
                    (metadata, exception) -> {
                        if (exception == null) {
                            acknowledged.accept(metadata);
                        } else {
                            failure.compareAndSet(null, exception);
                        }
                    });
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
            throwFailure();
        }
    }

    @Override
    public void flush() {
        producer.flush();
        throwFailure();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }

    private void throwFailure() {
        Exception cause = failure.get();
        if (cause != null) {
            throw new CommandException(
                    "The broker did not take a record: " + cause.getMessage(), cause);
        }
    }
}
