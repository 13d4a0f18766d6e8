package io.outpost.cli.stack;

import io.outpost.cli.topic.Offsets;
import io.outpost.cli.topic.UnreadRecords;
import io.outpost.environment.KafkaAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;

/**
 * How far a consumer group is behind the log, by the log's time: from the first record that it has
 * not read to the newest one. Jobs commit at each checkpoint, so one that keeps up is some seconds
 * behind.
 */
final class ConsumerLag implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final String logTopic;
    private final Admin admin;
    private final UnreadRecords unread;

    ConsumerLag(KafkaAccess kafka, String logTopic) {
        this.logTopic = logTopic;
        int limitMillis = (int) LIMIT.toMillis();
        admin =
                Admin.create(
                        kafka.settings(
                                Map.of(
                                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                        limitMillis,
                                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                        limitMillis)));
        unread = new UnreadRecords(admin, kafka, LIMIT);
    }

    /** When the newest record was appended; empty without records, or without an answer. */
    Optional<Instant> newest() throws InterruptedException {
        try {
            return newestMillis().map(Instant::ofEpochMilli);
        } catch (KafkaException e) {
            return Optional.empty();
        }
    }

    /** Zero when all is read; empty when Kafka does not answer. */
    Optional<Duration> behind(String group) throws InterruptedException {
        try {
            Optional<Long> oldest =
                    unread.first(group, Offsets.ends(admin, logTopic)).values().stream()
                            .min(Long::compare);
            if (oldest.isEmpty()) {
                return Optional.of(Duration.ZERO);
            }
            return newestMillis()
                    .map(newest -> Duration.ofMillis(Math.max(0, newest - oldest.get())));
        } catch (KafkaException e) {
            return Optional.empty();
        }
    }

    private Optional<Long> newestMillis() throws InterruptedException {
        return Offsets.of(admin, logTopic, OffsetSpec.maxTimestamp()).values().stream()
                .map(ListOffsetsResultInfo::timestamp)
                .filter(millis -> millis >= 0)
                .max(Long::compare);
    }

    @Override
    public void close() {
        unread.close();
        admin.close(Duration.ZERO);
    }
}
