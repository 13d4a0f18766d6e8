package io.outpost.cli.reconcile;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.topic.TopicReader;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.UnknownSchemaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What a read_committed reader of a topic has from its beginning on: all messages, or of a
 * compacted topic the newest of each key.
 */
final class Published<M extends SpecificRecord> implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Kind<M> kind;
    private final TopicReader reader;
    private final MessageDecoder<M> decoder;
    private final Map<UUID, UUID> contents = new HashMap<>();
    private long twice;
    private long unreadable;

    Published(Kind<M> kind, KafkaAccess kafka, MessageDecoder.Schemas schemas) {
        this.kind = kind;
        this.decoder = new MessageDecoder<>(kind.schema(), schemas);
        this.reader = TopicReader.fromTheBeginning(kafka, kind.topic().topicName());
    }

    /** Reads on to the end of what is committed now. */
    void readCommitted(Duration patience) throws RegistryUnavailableException {
        readTo(reader.ends(), patience);
    }

    /**
     * Reads on to the offsets, which lie behind open transactions perhaps: then waits until those
     * are decided.
     *
     * @param patience longest time without any record
     */
    void readTo(Map<TopicPartition, Long> ends, Duration patience)
            throws RegistryUnavailableException {
        long lastProgress = System.nanoTime();
        while (reader.isBefore(ends)) {
            for (ConsumerRecord<byte[], byte[]> read : reader.poll(POLL)) {
                count(read);
                lastProgress = System.nanoTime();
            }
            if (System.nanoTime() - lastProgress > patience.toNanos()) {
                throw new CommandException(
                        "A transaction on " + kind.topic().topicName() + " stays open.");
            }
        }
    }

    boolean has(M message) {
        UUID found = contents.get(kind.identity(message));
        return kind.isTombstone(message) ? found == null : kind.content(message).equals(found);
    }

    /** Messages with different ids, of a compacted topic keys that have a value. */
    long count() {
        return contents.size();
    }

    /** Records whose message had been read before; none of a compacted topic. */
    long twice() {
        return twice;
    }

    /** Records that are no such messages. */
    long unreadable() {
        return unreadable;
    }

    @Override
    public void close() {
        reader.close();
    }

    private void count(ConsumerRecord<byte[], byte[]> read) throws RegistryUnavailableException {
        try {
            if (kind.isCompacted() && read.value() == null) {
                String key = new String(read.key(), StandardCharsets.UTF_8);
                contents.remove(kind.identity(kind.tombstone().apply(key)));
                return;
            }
            M message = decoder.decode(read.value());
            UUID before = contents.put(kind.identity(message), kind.content(message));
            if (before != null && !kind.isCompacted()) {
                twice++;
            }
        } catch (UnknownSchemaException | IOException | RuntimeException e) {
            unreadable++;
        }
    }
}
