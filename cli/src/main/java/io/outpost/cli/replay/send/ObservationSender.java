package io.outpost.cli.replay.send;

import io.outpost.cli.replay.ReplayException;
import io.outpost.cli.replay.ledger.SentAccount;
import io.outpost.cli.replay.recording.Reading;
import io.outpost.schemas.wire.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends readings to the observations topic, keyed by place: idempotent, acknowledged by all
 * replicas, in the order of the calls within a place. Only acknowledged records enter the account.
 */
public final class ObservationSender implements AutoCloseable {
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int LINGER_MILLIS = 20;

    private final KafkaProducer<String, byte[]> producer;
    private final SentAccount account;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    public ObservationSender(String bootstrapServers, String compression, SentAccount account) {
        this.account = account;
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                                ProducerConfig.ACKS_CONFIG, "all",
                                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                                ProducerConfig.COMPRESSION_TYPE_CONFIG, compression,
                                ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES,
                                ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /**
     * Hands a reading to the producer; returns before it is acknowledged.
     *
     * @throws ReplayException when an earlier one could not be delivered
     */
    public void send(Reading reading) {
        throwFailure();
        try {
            deliver(reading);
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
            throwFailure();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
    private void deliver(Reading reading) {
        producer.send(
                new ProducerRecord<>(
                        Topic.OBSERVATIONS.topicName(), reading.placeId(), reading.value()),
                (metadata, exception) -> {
                    if (exception == null) {
                        account.add(
                                reading.placeId(),
                                reading.value(),
                                metadata.partition(),
                                metadata.offset());
                    } else {
                        failure.compareAndSet(null, exception);
                    }
                });
    }

    /** Waits until everything sent so far is acknowledged. */
    public void flush() {
        producer.flush();
        throwFailure();
    }

    /** Gives what is on its way some time, without complaint. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }

    private void throwFailure() {
        Exception cause = failure.get();
        if (cause != null) {
            throw new ReplayException(
                    "The broker did not take an observation: " + cause.getMessage(), cause);
        }
    }
}
