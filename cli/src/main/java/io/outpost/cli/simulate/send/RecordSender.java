package io.outpost.cli.simulate.send;

import io.outpost.cli.replay.ReplayException;
import io.outpost.cli.replay.ledger.SentAccount;
import io.outpost.cli.replay.ledger.SentAccount.SentPlace;
import io.outpost.cli.simulate.world.SimulatedPlace;
import io.outpost.schemas.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records to the observations topic: idempotent, acknowledged by all replicas, in the order
 * of the calls within a key, partitioned by Kafka's default. Only acknowledged records enter the
 * account. Waits for a broker that is away for some minutes.
 */
public final class RecordSender implements AutoCloseable {
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int LINGER_MILLIS = 50;
    private static final int DELIVERY_MILLIS = 10 * 60 * 1000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final SentAccount account;

    /** By index of the place; for the producer's thread alone. */
    private SentPlace[] places = new SentPlace[0];

    private final AtomicReference<Exception> failure = new AtomicReference<>();

    public RecordSender(String bootstrapServers, String compression, SentAccount account) {
        this.account = account;
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                                ProducerConfig.ACKS_CONFIG, "all",
                                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                                ProducerConfig.COMPRESSION_TYPE_CONFIG, compression,
                                ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES,
                                ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS,
                                ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_MILLIS),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /**
     * Hands a record to the producer; returns before it is acknowledged.
     *
     * @throws ReplayException when an earlier one could not be delivered
     */
    public void send(Outgoing record) {
        deliver(
                new ProducerRecord<>(Topic.OBSERVATIONS.topicName(), record.key(), record.value()),
                metadata -> acknowledged(record, metadata.partition(), metadata.offset()));
    }

    /**
     * The same with parameters of a place; the account counts observations only. For any thread.
     *
     * @throws ReplayException when an earlier record could not be delivered
     */
    void sendPlace(ProducerRecord<byte[], byte[]> place) {
        deliver(place, metadata -> {});
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
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

    private void acknowledged(Outgoing record, int partition, long offset) {
        account.add(placeOf(record), record.value(), partition, offset);
    }

    /** Looked up once per place: a map per record is dear when there are many places. */
    private SentPlace placeOf(Outgoing record) {
        if (record.sensor() == null) {
            return account.place(new String(record.key(), StandardCharsets.UTF_8), record.key());
        }
        SimulatedPlace place = record.sensor().place();
        if (place.index() >= places.length) {
            places = Arrays.copyOf(places, 2 * place.index() + 1);
        }
        if (places[place.index()] == null) {
            places[place.index()] = account.place(place.id(), place.key());
        }
        return places[place.index()];
    }

    private void throwFailure() {
        Exception cause = failure.get();
        if (cause != null) {
            throw new ReplayException(
                    "The broker did not take a record: " + cause.getMessage(), cause);
        }
    }
}
