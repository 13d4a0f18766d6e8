package io.outpost.flink.kafka;

import io.outpost.environment.KafkaAccess;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Looks at the log to see whether it is still the one that was read. Everything that is computed is
 * a function of the log, so a log that has changed is never read on in silence.
 *
 * @param timeout for each answer of the broker
 */
public record LogCheck(KafkaAccess kafka, String topic, Duration timeout) implements Serializable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Answers that take more than 10 s are none. */
    public static LogCheck of(KafkaAccess kafka, String topic) {
        return new LogCheck(kafka, topic, TIMEOUT);
    }

    /** Why a job without state must not begin with this log; none: it may. */
    public static Optional<String> objectionToStart(LogState log) {
        return LogObjections.toStart(log);
    }

    /** Why a job that has read a log must not read on in this one; none: it may. */
    public static Optional<String> objectionToGoOn(KnownLog known, LogState log) {
        return LogObjections.toGoOn(known, log);
    }

    /**
     * Asks the broker; {@link LogState#ABSENT} when it answers that there is no such topic.
     *
     * @throws NoAnswerException when it does not answer, or not in time
     */
    public LogState look() throws NoAnswerException {
        try {
            Admin admin = Admin.create(settings());
            try {
                return look(admin);
            } finally {
                admin.close(Duration.ZERO);
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return LogState.ABSENT;
            }
            throw noAnswer(e.getCause());
        } catch (TimeoutException | KafkaException e) {
            throw noAnswer(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noAnswer(e);
        }
    }

    private LogState look(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        TopicDescription description =
                answer(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
        int partitions = description.partitions().size();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = answer(admin.describeConfigs(List.of(resource)).all()).get(resource);
        return new LogState(
                description.topicId().toString(),
                offsets(admin, partitions, OffsetSpec.earliest()),
                offsets(admin, partitions, OffsetSpec.latest()),
                config.get("message.timestamp.type").value(),
                config.get("cleanup.policy").value());
    }

    private long[] offsets(Admin admin, int partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (int i = 0; i < partitions; i++) {
            wanted.put(new TopicPartition(topic, i), which);
        }
        Map<TopicPartition, ListOffsetsResultInfo> found = answer(admin.listOffsets(wanted).all());
        long[] offsets = new long[partitions];
        found.forEach((partition, info) -> offsets[partition.partition()] = info.offset());
        return offsets;
    }

    private <T> T answer(KafkaFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Map<String, Object> settings() {
        int millis = (int) timeout.toMillis();
        return kafka.settings(
                Map.of(
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis));
    }

    private NoAnswerException noAnswer(Throwable cause) {
        return new NoAnswerException(
                "no answer about topic %s from %s (kafka.bootstrap-servers): %s"
                        .formatted(topic, kafka.bootstrapServers(), cause),
                cause);
    }
}
