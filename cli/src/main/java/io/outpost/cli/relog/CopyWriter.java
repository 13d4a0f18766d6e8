package io.outpost.cli.relog;

import io.outpost.cli.console.CommandException;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.Tick;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RewrittenLog;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes the log that is made: in each partition the mark, then what is given, in its order and
 * with its times. A dry run counts, and sends nothing.
 */
final class CopyWriter implements AutoCloseable {
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int LINGER_MILLIS = 20;
    private static final long BUFFER_BYTES = 256L * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String topic;
    private final List<Header> markHeaders;
    private final int tickSchemaId;
    private final KafkaProducer<byte[], byte[]> producer;
    private final long[] written;
    private final long[] lastMillis;
    private final CopyDigest digest = new CopyDigest();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * @param source topic that is copied, which the marks name
     * @param tickSchemaId of the marks, which are ticks
     * @param kafka null: a dry run
     */
    CopyWriter(String topic, int partitions, String source, int tickSchemaId, KafkaAccess kafka) {
        this.topic = topic;
        this.tickSchemaId = tickSchemaId;
        this.written = new long[partitions];
        this.lastMillis = new long[partitions];
        this.markHeaders =
                List.of(
                        header(RecordType.HEADER, RecordType.TICK.fullName()),
                        header(RewrittenLog.HEADER, source));
        this.producer = kafka == null ? null : producer(kafka);
    }

    void write(int partition, long millis, byte[] key, byte[] value, Iterable<Header> headers) {
        if (written[partition] == 0) {
            mark(partition, millis);
        }
        if (millis < lastMillis[partition]) {
            throw new IllegalStateException(
                    "time steps back in partition " + partition + " at " + millis);
        }
        send(partition, millis, key, value, headers);
    }

    /** Marks the partitions that have got nothing, and waits until all is acknowledged. */
    void end(long millis) {
        for (int partition = 0; partition < written.length; partition++) {
            if (written[partition] == 0) {
                mark(partition, millis);
            }
        }
        if (producer != null) {
            producer.flush();
        }
        throwFailure();
    }

    /** How many records each partition has, with its mark. */
    long[] written() {
        return written.clone();
    }

    String digest() {
        return digest.hex();
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(10));
        }
    }

    private void mark(int partition, long millis) {
        Tick tick = Tick.newBuilder().setSentAt(Instant.ofEpochMilli(millis)).build();
        send(partition, millis, null, WireFormat.encode(tickSchemaId, tick), markHeaders);
    }

    private void send(
            int partition, long millis, byte[] key, byte[] value, Iterable<Header> headers) {
        throwFailure();
        written[partition]++;
        lastMillis[partition] = millis;
        digest.add(partition, millis, key, value, headers);
        if (producer != null) {
            var unused =
                    producer.send(
                            new ProducerRecord<>(topic, partition, millis, key, value, headers),
                            (metadata, exception) -> failure.compareAndSet(null, exception));
        }
    }

    private void throwFailure() {
        Exception cause = failure.get();
        if (cause != null) {
            throw new CommandException(
                    "The broker did not take a record of %s: %s. What it has is half made: run relog again with --again."
                            .formatted(topic, cause.getMessage()),
                    cause);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaAccess kafka) {
        return new KafkaProducer<>(
                kafka.settings(
                        Map.of(
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                true,
                                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                "zstd",
                                ProducerConfig.BATCH_SIZE_CONFIG,
                                BATCH_BYTES,
                                ProducerConfig.LINGER_MS_CONFIG,
                                LINGER_MILLIS,
                                ProducerConfig.BUFFER_MEMORY_CONFIG,
                                BUFFER_BYTES,
                                // A sender may have sent more than this in a compressed batch.
                                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                                (int) BUFFER_BYTES,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                (int) PATIENCE.toMillis(),
                                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                PATIENCE.toMillis())),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
