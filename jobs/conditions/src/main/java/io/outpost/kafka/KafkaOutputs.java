package io.outpost.kafka;

import io.outpost.conditions.Settings;
import io.outpost.observe.Inbound;
import io.outpost.operate.LateReading;
import io.outpost.place.AlertRow;
import io.outpost.place.TransitionRow;
import io.outpost.schemas.Alert;
import io.outpost.schemas.LateObservation;
import io.outpost.schemas.Transition;
import io.outpost.schemas.wire.Topic;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The topics that the job writes, exactly once for read_committed readers. */
public final class KafkaOutputs {
    /**
     * A rejected record is its original with headers more; so the limit is above that of the
     * observations.
     */
    private static final int LARGEST_REQUEST_BYTES = 4 * 1024 * 1024;

    private final Settings settings;

    public KafkaOutputs(Settings settings) {
        this.settings = settings;
    }

    public Sink<TransitionRow> transitions() {
        return sink(
                "transitions",
                new AvroMessages<>(
                        settings.registryUrl(),
                        Topic.CONDITIONS,
                        Transition::getClassSchema,
                        Messages::transition));
    }

    public Sink<AlertRow> alerts() {
        return sink(
                "alerts",
                new AvroMessages<>(
                        settings.registryUrl(),
                        Topic.ALERTS,
                        Alert::getClassSchema,
                        Messages::alert));
    }

    public Sink<LateReading> late() {
        return sink(
                "late",
                new AvroMessages<>(
                        settings.registryUrl(),
                        Topic.LATE_OBSERVATIONS,
                        LateObservation::getClassSchema,
                        Messages::late));
    }

    public Sink<Inbound> rejected() {
        return sink("rejected", new RejectedMessages());
    }

    /**
     * The names of the sinks differ from the start: pooled transactions are found by "starts with".
     */
    private <T> Sink<T> sink(String name, KafkaRecordSerializationSchema<T> messages) {
        Properties producer = new Properties();
        producer.setProperty(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Long.toString(settings.kafkaTransactionTimeout().toMillis()));
        producer.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        producer.setProperty(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(LARGEST_REQUEST_BYTES));
        return KafkaSink.<T>builder()
                .setBootstrapServers(settings.kafkaBootstrapServers())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(name + '-' + settings.kafkaTransactionalIdPrefix())
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setKafkaProducerConfig(producer)
                .setRecordSerializer(messages)
                .build();
    }
}
