package io.outpost.cli.reconcile;

import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.UnknownSchemaException;
import io.outpost.schemas.wire.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All messages of a topic that a read_committed reader sees, from its beginning. */
final class Published<M extends SpecificRecord> implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    /** Where the schema of a record is looked up by its id. */
    interface Schemas {
        Schema writerSchema(int id) throws UnknownSchemaException, RegistryUnavailableException;
    }

    private final Kind<M> kind;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Schemas schemas;
    private final List<TopicPartition> partitions;
    private final Map<Integer, SpecificDatumReader<M>> readers = new HashMap<>();
    private final MessageIds ids = new MessageIds();
    private long twice;
    private long unreadable;

    Published(Kind<M> kind, String bootstrapServers, Schemas schemas) {
        this.kind = kind;
        this.schemas = schemas;
        this.consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        this.partitions =
                consumer.partitionsFor(kind.topic().topicName()).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on to the end of what is committed now. */
    void readCommitted(Duration patience) throws ReconcileException {
        readTo(consumer.endOffsets(partitions), patience);
    }

    /**
     * Reads on to the offsets, which lie behind open transactions perhaps: then waits until those
     * are decided.
     *
     * @param patience longest time without any record
     */
    void readTo(Map<TopicPartition, Long> ends, Duration patience) throws ReconcileException {
        long lastProgress = System.nanoTime();
        while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
            for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
                count(read);
                lastProgress = System.nanoTime();
            }
            if (System.nanoTime() - lastProgress > patience.toNanos()) {
                throw new ReconcileException(
                        "A transaction on " + kind.topic().topicName() + " stays open.");
            }
        }
    }

    List<TopicPartition> partitions() {
        return partitions;
    }

    boolean has(M message) {
        return ids.contains(kind.id().apply(message));
    }

    /** Messages with different ids. */
    long count() {
        return ids.size();
    }

    /** Records whose message had been read before. */
    long twice() {
        return twice;
    }

    /** Records that are no such messages. */
    long unreadable() {
        return unreadable;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void count(ConsumerRecord<byte[], byte[]> read) throws ReconcileException {
        try {
            M message = decode(read.value());
            if (!ids.add(kind.id().apply(message))) {
                twice++;
            }
        } catch (RegistryUnavailableException e) {
            throw new ReconcileException("The schema registry: " + e.getMessage());
        } catch (UnknownSchemaException | IOException | RuntimeException e) {
            unreadable++;
        }
    }

    private M decode(byte[] value)
            throws IOException, UnknownSchemaException, RegistryUnavailableException {
        if (!WireFormat.isFramed(value)) {
            throw new IOException("no wire format");
        }
        return reader(WireFormat.schemaId(value))
                .read(
                        null,
                        DecoderFactory.get()
                                .binaryDecoder(
                                        value,
                                        WireFormat.HEADER_BYTES,
                                        value.length - WireFormat.HEADER_BYTES,
                                        null));
    }

    private SpecificDatumReader<M> reader(int schemaId)
            throws UnknownSchemaException, RegistryUnavailableException {
        SpecificDatumReader<M> reader = readers.get(schemaId);
        if (reader == null) {
            reader = new SpecificDatumReader<>(schemas.writerSchema(schemaId), kind.schema());
            readers.put(schemaId, reader);
        }
        return reader;
    }
}
