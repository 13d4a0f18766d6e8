package io.outpost.conditions.ticks;

import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.Tick;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Appends ticks, and opens what it needs for that with the first one. Calls may block, for some
 * seconds at most. Not thread-safe.
 */
final class TickProducer {
    private static final Duration REGISTRY_TIMEOUT = Duration.ofSeconds(2);
    private static final int NO_ID = -1;

    private final KafkaAccess kafka;
    private final String registryUrl;
    private final String topic;
    private final List<Header> headers =
            List.of(
                    new RecordHeader(
                            RecordType.HEADER,
                            RecordType.TICK.fullName().getBytes(StandardCharsets.UTF_8)));
    private int schemaId = NO_ID;
    private KafkaProducer<byte[], byte[]> producer;

    TickProducer(KafkaAccess kafka, String registryUrl, String topic) {
        this.kafka = kafka;
        this.registryUrl = registryUrl;
        this.topic = topic;
    }

    /**
     * Sends a tick to every partition.
     *
     * @param outcome called once for each partition, in another thread
     */
    void append(long sentAtMillis, Callback outcome) throws RegistryUnavailableException {
        open();
        byte[] value =
                WireFormat.encode(
                        schemaId,
                        Tick.newBuilder().setSentAt(Instant.ofEpochMilli(sentAtMillis)).build());
        for (PartitionInfo partition : producer.partitionsFor(topic)) {
            var unused =
                    producer.send(
                            new ProducerRecord<>(
                                    topic, partition.partition(), null, null, value, headers),
                            outcome);
        }
    }

    void close(Duration timeout) {
        if (producer != null) {
            producer.close(timeout);
        }
    }

    private void open() throws RegistryUnavailableException {
        if (schemaId == NO_ID) {
            schemaId =
                    new SchemaRegistry(registryUrl, REGISTRY_TIMEOUT)
                            .registerVersion(RecordType.TICK.subject(), RecordType.TICK.schema());
        }
        if (producer == null) {
            producer =
                    new KafkaProducer<>(
                            settings(), new ByteArraySerializer(), new ByteArraySerializer());
        }
    }

    /** Small buffers and short times: a tick is worth nothing once the next one is due. */
    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "outpost-ticks");
        settings.put(ProducerConfig.ACKS_CONFIG, "1");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 1024);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 256 * 1024L);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0L);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000L);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 4_000);
        return kafka.settings(settings);
    }
}
