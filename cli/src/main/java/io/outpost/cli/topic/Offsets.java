package io.outpost.cli.topic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Offsets of topics. What Kafka does not answer is a KafkaException. */
public final class Offsets {
    private Offsets() {}

    /** Behind the last record of each partition, whether its transaction is committed or not. */
    public static Map<TopicPartition, Long> ends(Admin admin, String topic)
            throws InterruptedException {
        Map<TopicPartition, Long> ends = new HashMap<>();
        of(admin, topic, OffsetSpec.latest())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** Of all partitions of a topic. */
    public static Map<TopicPartition, ListOffsetsResultInfo> of(
            Admin admin, String topic, OffsetSpec which) throws InterruptedException {
        return of(
                admin,
                answer(admin.describeTopics(List.of(topic)).allTopicNames())
                        .get(topic)
                        .partitions()
                        .stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList(),
                which);
    }

    static Map<TopicPartition, ListOffsetsResultInfo> of(
            Admin admin, List<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException {
        return answer(
                admin.listOffsets(
                                partitions.stream()
                                        .collect(Collectors.toMap(key -> key, key -> which)))
                        .all());
    }

    /** Waits for what Kafka answers. */
    public static <T> T answer(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause
                    ? cause
                    : new KafkaException(e.getCause());
        }
    }
}
