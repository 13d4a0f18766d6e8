package io.outpost.e2e.rig;

import io.outpost.schemas.wire.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where the log ends, and how far consumer groups have come in it, by partition. */
public final class LogOffsets implements AutoCloseable {
    private final String topic;
    private final Admin admin;

    public LogOffsets(String bootstrapServers) {
        this(bootstrapServers, Topic.OBSERVATIONS.topicName());
    }

    /** Of a log in another topic. */
    public LogOffsets(String bootstrapServers, String topic) {
        this.topic = topic;
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** Offsets at which the partitions end now. */
    public Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked =
                admin
                        .describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic)
                        .partitions()
                        .stream()
                        .collect(
                                Collectors.toMap(
                                        one -> new TopicPartition(topic, one.partition()),
                                        one -> OffsetSpec.latest()));
        return admin.listOffsets(asked).all().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** Offsets that a group has committed; a partition without one is left out. */
    public Map<TopicPartition, Long> committed(String group)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed =
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        return committed.entrySet().stream()
                .filter(one -> one.getKey().topic().equals(topic) && one.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().offset()));
    }

    /** True when a group has committed these ends in every partition. */
    public boolean hasCommitted(String group, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> committed = committed(group);
        return ends.entrySet().stream()
                .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** The share of all offsets before these ends that a group has committed, 0 to 1. */
    public double share(String group, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        return (double) sum(committed(group)) / Math.max(1, sum(ends));
    }

    /** How many offsets there are before these. */
    public static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        admin.close();
    }
}
