package io.outpost.cli.reconcile;

import io.outpost.cli.group.UnreadRecords;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Ends of topics, and how far a consumer group has come. */
final class Offsets {
    private Offsets() {}

    /** Behind the last record, whether its transaction is committed or not. */
    static Map<TopicPartition, Long> ends(Admin admin, Collection<TopicPartition> partitions)
            throws ReconcileException, InterruptedException {
        try {
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(
                            partitions.stream()
                                    .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw notAnswering(e);
        }
    }

    static List<TopicPartition> partitions(Admin admin, Collection<String> topics)
            throws ReconcileException, InterruptedException {
        try {
            return admin.describeTopics(topics).allTopicNames().get().values().stream()
                    .flatMap(
                            topic ->
                                    topic.partitions().stream()
                                            .map(
                                                    p ->
                                                            new TopicPartition(
                                                                    topic.name(), p.partition())))
                    .toList();
        } catch (ExecutionException e) {
            throw notAnswering(e);
        }
    }

    /** True when the group has committed all records before these ends. */
    static boolean hasReached(UnreadRecords unread, String group, Map<TopicPartition, Long> ends)
            throws ReconcileException, InterruptedException {
        try {
            return unread.first(group, ends).isEmpty();
        } catch (KafkaException e) {
            throw new ReconcileException("Kafka does not answer: " + e.getMessage());
        } catch (ExecutionException e) {
            throw notAnswering(e);
        }
    }

    private static ReconcileException notAnswering(ExecutionException cause) {
        return new ReconcileException("Kafka does not answer: " + cause.getCause().getMessage());
    }
}
