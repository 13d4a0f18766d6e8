package io.outpost.flink.kafka;

import io.outpost.decode.SourceRecord;
import io.outpost.environment.KafkaAccess;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The log in Kafka, read from its first record: it is the truth.
 *
 * @param topic that carries it
 */
public record KafkaTopics(KafkaAccess kafka, String topic, String groupId) {
    /** At most, of each partition and in one poll. */
    private static final int FETCH_BYTES = 512 * 1024;

    /** More than the fetches of a poll bring, so that none of them waits for the next. */
    private static final int POLL_RECORDS = 100_000;

    /**
     * The log, undecoded. Offsets are explicit: from 0 on, or from where a checkpoint stands; one
     * that is not there fails, and is never replaced by another. A record counts once it is in the
     * log, so a sender's open transaction holds up nobody.
     *
     * @param partitions of the log
     */
    @SuppressWarnings("deprecation") // the connector takes the strategy by the deprecated enum only
    public Source<SourceRecord, ?, ?> source(int partitions) {
        Map<TopicPartition, Long> fromTheFirst = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            fromTheFirst.put(new TopicPartition(topic, partition), 0L);
        }
        Properties consumer = consumer();
        return new LogSource(
                KafkaSource.<SourceRecord>builder()
                        .setProperties(consumer)
                        .setBootstrapServers(kafka.bootstrapServers())
                        .setGroupId(groupId)
                        .setPartitions(new HashSet<>(fromTheFirst.keySet()))
                        .setStartingOffsets(
                                OffsetsInitializer.offsets(
                                        fromTheFirst,
                                        org.apache.kafka.clients.consumer.OffsetResetStrategy.NONE))
                        .setDeserializer(new RawRecords())
                        .build(),
                consumer);
    }

    private Properties consumer() {
        Properties consumer = new Properties();
        consumer.putAll(kafka.clientProperties());
        consumer.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        consumer.setProperty(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        consumer.setProperty("client.id.prefix", groupId);
        consumer.setProperty("partition.discovery.interval.ms", "-1");
        consumer.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        consumer.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        consumer.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        consumer.setProperty(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(FETCH_BYTES));
        consumer.setProperty(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(POLL_RECORDS));
        for (String deserializer :
                List.of(
                        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG)) {
            consumer.setProperty(deserializer, ByteArrayDeserializer.class.getName());
        }
        return consumer;
    }

    /**
     * Number of partitions of the log.
     *
     * @throws IllegalStateException when it cannot be looked up; the message says what to do
     */
    public int partitions() {
        try (Admin admin = Admin.create(kafka.settings(Map.of()))) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .size();
        } catch (ExecutionException e) {
            String mend =
                    e.getCause() instanceof TopicAuthorizationException
                            ? "its login may not describe it; `outpost prepare acls` gives it the rights"
                            : "create the topics before the job starts";
            throw new IllegalStateException(
                    "Cannot look up topic %s (log.topic) at %s (kafka.bootstrap-servers): %s"
                            .formatted(topic, kafka.bootstrapServers(), mend),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
