package io.outpost.conditions.kafka;

import io.outpost.conditions.pipeline.Settings;
import io.outpost.core.place.Emission;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The topics that the job writes. */
public final class KafkaOutputs {
    /**
     * A rejected record is its original with headers more; so the limit is above that of the
     * observations.
     */
    private static final int LARGEST_REQUEST_BYTES = 4 * 1024 * 1024;

    /**
     * Nobody sees a message before its transaction ends, at a checkpoint, which waits for none; of
     * emissions, whoever compares them.
     */
    private static final int LINGER_MILLIS = 50;

    private static final int BATCH_BYTES = 128 * 1024;

    private final Settings settings;

    public KafkaOutputs(Settings settings) {
        this.settings = settings;
    }

    /**
     * The messages of all topics, exactly once for readers of committed records.
     *
     * @param writerEpoch of this submission
     */
    public Sink<Emission> messages(long writerEpoch) {
        Properties producer = producer();
        producer.setProperty(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Long.toString(settings.kafkaTransactionTimeout().toMillis()));
        String idPrefix = "messages-" + settings.kafkaTransactionalIdPrefix();
        return KafkaSink.<Emission>builder()
                .setBootstrapServers(settings.kafka().bootstrapServers())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(idPrefix)
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setKafkaProducerConfig(producer)
                .setRecordSerializer(new MessageRecords(settings, idPrefix, writerEpoch))
                .build();
    }

    /**
     * All emissions, at least once; null: they are not wanted.
     *
     * @param writerEpoch of this submission
     */
    public Sink<Emission> emissions(long writerEpoch) {
        if (settings.emissionsTopic().isEmpty()) {
            return null;
        }
        return KafkaSink.<Emission>builder()
                .setBootstrapServers(settings.kafka().bootstrapServers())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setKafkaProducerConfig(producer())
                .setRecordSerializer(new EmissionRecords(settings.emissionsTopic(), writerEpoch))
                .build();
    }

    private Properties producer() {
        Properties producer = new Properties();
        producer.putAll(settings.kafka().clientProperties());
        producer.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        producer.setProperty(ProducerConfig.LINGER_MS_CONFIG, Integer.toString(LINGER_MILLIS));
        producer.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(BATCH_BYTES));
        producer.setProperty(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(LARGEST_REQUEST_BYTES));
        return producer;
    }
}
