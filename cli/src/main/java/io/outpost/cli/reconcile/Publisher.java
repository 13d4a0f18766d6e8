package io.outpost.cli.reconcile;

import io.outpost.cli.console.CommandException;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes messages to their topic in one transaction. Of two that are open at the same time only the
 * one that was made later can write: the broker rejects the other, so two reconcilers never publish
 * a message twice.
 */
final class Publisher<M extends SpecificRecord> implements AutoCloseable {
    private static final String TRANSACTIONAL_IDS_BEGIN = "reconcile-outpost-";
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final Kind<M> kind;
    private final KafkaProducer<byte[], byte[]> producer;

    /** From now on earlier publishers are shut out. */
    Publisher(Kind<M> kind, KafkaAccess kafka) {
        this.kind = kind;
        this.producer =
                new KafkaProducer<>(
                        kafka.settings(
                                Map.of(
                                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                        TRANSACTIONAL_IDS_BEGIN + kind.name(),
                                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                                        (int) TRANSACTION_TIMEOUT.toMillis(),
                                        ProducerConfig.ACKS_CONFIG,
                                        "all")),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            close();
            throw new CommandException("Kafka gives no transaction: " + e.getMessage());
        }
    }

    /** All or none; returns how many. */
    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails when one of them does
    int publish(List<M> messages, int schemaId) {
        try {
            producer.beginTransaction();
            for (M message : messages) {
                producer.send(
                        new ProducerRecord<>(
                                kind.topic().topicName(),
                                kind.placeId().apply(message).getBytes(StandardCharsets.UTF_8),
                                kind.isTombstone(message)
                                        ? null
                                        : WireFormat.encode(schemaId, message)));
            }
            producer.commitTransaction();
            return messages.size();
        } catch (KafkaException e) {
            throw new CommandException(
                    "Nothing of %,d %s was published: %s"
                            .formatted(messages.size(), kind.name(), e.getMessage()));
        }
    }

    /** What was not committed is aborted. */
    @Override
    public void close() {
        producer.close(CLOSE_LIMIT);
    }
}
