package io.outpost.cli.stack;

import io.outpost.schemas.wire.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records of the observations' topic a consumer group has not read yet, as of its newest
 * commit: a job commits at each checkpoint.
 */
final class ConsumerLag implements AutoCloseable {
    private static final int LIMIT_MILLIS = 3_000;

    private final Admin admin;

    ConsumerLag(String bootstrapServers) {
        Properties properties = new Properties();
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MILLIS);
        admin = Admin.create(properties);
    }

    /** Empty when Kafka does not answer, or the group has not committed anything yet. */
    OptionalLong records(String group) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed =
                    admin.listConsumerGroupOffsets(group)
                            .partitionsToOffsetAndMetadata(group)
                            .get();
            return committed.isEmpty() ? OptionalLong.empty() : OptionalLong.of(lag(committed));
        } catch (ExecutionException | KafkaException e) {
            return OptionalLong.empty();
        }
    }

    /** A partition without a commit was not read yet: all that is in it is behind. */
    private long lag(Map<TopicPartition, OffsetAndMetadata> committed)
            throws ExecutionException, InterruptedException {
        Set<TopicPartition> partitions = partitions();
        Map<TopicPartition, ListOffsetsResultInfo> begin =
                offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> end = offsets(partitions, OffsetSpec.latest());
        return partitions.stream()
                .mapToLong(
                        partition -> {
                            OffsetAndMetadata read = committed.get(partition);
                            long position =
                                    read == null ? begin.get(partition).offset() : read.offset();
                            return Math.max(0, end.get(partition).offset() - position);
                        })
                .sum();
    }

    private Set<TopicPartition> partitions() throws ExecutionException, InterruptedException {
        String topic = Topic.OBSERVATIONS.topicName();
        return admin.describeTopics(Set.of(topic)).allTopicNames().get().values().stream()
                .flatMap(
                        described ->
                                described.partitions().stream()
                                        .map(
                                                partition ->
                                                        new TopicPartition(
                                                                topic, partition.partition())))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(
            Set<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        return admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(key -> key, key -> which)))
                .all()
                .get();
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
