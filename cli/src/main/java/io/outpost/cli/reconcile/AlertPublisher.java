package io.outpost.cli.reconcile;

import io.outpost.schemas.Alert;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes alerts to the topic in one transaction. Of two that are open at the same time only the one
 * that was made later can write: the broker refuses the other, so two reconcilers never publish an
 * alert twice.
 */
final class AlertPublisher implements AutoCloseable {
    private static final String TRANSACTIONAL_ID = "reconcile-outpost-alerts";
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;

    /** From now on earlier publishers are shut out. */
    AlertPublisher(String bootstrapServers) throws ReconcileException {
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                TRANSACTIONAL_ID,
                                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                                (int) TRANSACTION_TIMEOUT.toMillis(),
                                ProducerConfig.ACKS_CONFIG,
                                "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            close();
            throw new ReconcileException("Kafka gives no transaction: " + e.getMessage());
        }
    }

    /** All or none. */
    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails when one of them does
    void publish(List<Alert> alerts, int schemaId) throws ReconcileException {
        try {
            producer.beginTransaction();
            for (Alert alert : alerts) {
                producer.send(
                        new ProducerRecord<>(
                                Topic.ALERTS.topicName(),
                                alert.getPlaceId().getBytes(StandardCharsets.UTF_8),
                                WireFormat.encode(schemaId, alert)));
            }
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw new ReconcileException(
                    "Nothing of %,d alerts was published: %s"
                            .formatted(alerts.size(), e.getMessage()));
        }
    }

    /** What was not committed is aborted. */
    @Override
    public void close() {
        producer.close(CLOSE_LIMIT);
    }
}
