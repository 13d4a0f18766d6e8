package io.outpost.flink.kafka;

import io.outpost.decode.SourceRecord;
import io.outpost.environment.KafkaAccess;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * The log in Kafka, read from its first record: it is the truth.
 *
 * @param topic that carries it
 */
public record KafkaTopics(KafkaAccess kafka, String topic, String groupId) {
    /** A source reads its partitions in turns of one fetch; short turns keep them side by side. */
    private static final int FETCH_BYTES = 64 * 1024;

    /**
     * The log, undecoded. Offsets are explicit: from 0 on, or from where a checkpoint stands; one
     * that is not there fails, and is never replaced by another. A record counts once it is in the
     * log, so a sender's open transaction holds up nobody.
     *
     * @param partitions of the log
     */
    @SuppressWarnings("deprecation") // the connector takes the strategy by the deprecated enum only
    public KafkaSource<SourceRecord> source(int partitions) {
        Map<TopicPartition, Long> fromTheFirst = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            fromTheFirst.put(new TopicPartition(topic, partition), 0L);
        }
        Properties access = new Properties();
        access.putAll(kafka.clientProperties());
        return KafkaSource.<SourceRecord>builder()
                .setProperties(access)
                .setBootstrapServers(kafka.bootstrapServers())
                .setGroupId(groupId)
                .setPartitions(new HashSet<>(fromTheFirst.keySet()))
                .setStartingOffsets(
                        OffsetsInitializer.offsets(
                                fromTheFirst,
                                org.apache.kafka.clients.consumer.OffsetResetStrategy.NONE))
                .setProperty("isolation.level", "read_uncommitted")
                .setProperty("partition.discovery.interval.ms", "-1")
                .setProperty("max.partition.fetch.bytes", Integer.toString(FETCH_BYTES))
                .setDeserializer(new RawRecords())
                .build();
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
            throw new IllegalStateException(
                    "Cannot look up topic "
                            + topic
                            + " (log.topic) at "
                            + kafka.bootstrapServers()
                            + " (kafka.bootstrap-servers): create the topics before the job starts",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
