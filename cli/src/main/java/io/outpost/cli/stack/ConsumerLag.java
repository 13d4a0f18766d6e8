package io.outpost.cli.stack;

import io.outpost.cli.group.UnreadRecords;
import io.outpost.schemas.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a consumer group is behind the log, by the log's own time: from the first record that it
 * has not read to the newest one. Jobs commit at each checkpoint, so one that keeps up is some
 * seconds behind.
 */
final class ConsumerLag implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final String LOG = Topic.OBSERVATIONS.topicName();

    private final Admin admin;
    private final UnreadRecords unread;

    ConsumerLag(String bootstrapServers) {
        Properties properties = new Properties();
        int limitMillis = (int) LIMIT.toMillis();
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, limitMillis);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, limitMillis);
        admin = Admin.create(properties);
        unread = new UnreadRecords(admin, bootstrapServers, LIMIT);
    }

    /** When the newest record was appended; empty without records, or without an answer. */
    Optional<Instant> newest() throws InterruptedException {
        try {
            return newestMillis().map(Instant::ofEpochMilli);
        } catch (ExecutionException | KafkaException e) {
            return Optional.empty();
        }
    }

    /** Zero when all is read; empty when Kafka does not answer. */
    Optional<Duration> behind(String group) throws InterruptedException {
        try {
            Map<TopicPartition, Long> ends =
                    offsets(OffsetSpec.latest()).entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            Map.Entry::getKey, e -> e.getValue().offset()));
            Optional<Long> oldest = unread.first(group, ends).values().stream().min(Long::compare);
            if (oldest.isEmpty()) {
                return Optional.of(Duration.ZERO);
            }
            return newestMillis()
                    .map(newest -> Duration.ofMillis(Math.max(0, newest - oldest.get())));
        } catch (ExecutionException | KafkaException e) {
            return Optional.empty();
        }
    }

    private Optional<Long> newestMillis() throws ExecutionException, InterruptedException {
        return offsets(OffsetSpec.maxTimestamp()).values().stream()
                .map(ListOffsetsResultInfo::timestamp)
                .filter(millis -> millis >= 0)
                .max(Long::compare);
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(OffsetSpec which)
            throws ExecutionException, InterruptedException {
        return admin.listOffsets(
                        partitions().stream().collect(Collectors.toMap(key -> key, key -> which)))
                .all()
                .get();
    }

    private Set<TopicPartition> partitions() throws ExecutionException, InterruptedException {
        return admin
                .describeTopics(Set.of(LOG))
                .allTopicNames()
                .get()
                .get(LOG)
                .partitions()
                .stream()
                .map(partition -> new TopicPartition(LOG, partition.partition()))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        unread.close();
        admin.close(Duration.ZERO);
    }
}
