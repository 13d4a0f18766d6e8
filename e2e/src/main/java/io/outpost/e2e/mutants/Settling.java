package io.outpost.e2e.mutants;

import io.outpost.schemas.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until a job has read the whole log and nothing changes any more. What a mutant counts
 * wrongly must not keep it waiting, so no number is expected; a job that does not come to rest in
 * time is looked at as it is.
 */
final class Settling {
    private static final Duration LIMIT = Duration.ofSeconds(75);

    /** Longer than a place waits before it closes its panes. */
    private static final Duration STILL = Duration.ofSeconds(6);

    private static final String GROUP = "outpost-conditions";
    private static final String STATE =
            "SELECT count(*) || ' ' || coalesce(sum(records), 0) || ' ' || coalesce(sum(open_panes), 0) || ' ' || coalesce(sum(revision), 0) FROM outpost.place_tallies";
    private static final String OPEN =
            "SELECT coalesce(sum(open_panes), 0) FROM outpost.place_tallies";

    private final TrialStack stack;
    private String last = "";
    private long sinceNanos = System.nanoTime();

    Settling(TrialStack stack) {
        this.stack = stack;
    }

    /** False when it did not come to rest in time. */
    boolean await() throws Exception {
        Properties kafka = new Properties();
        kafka.setProperty("bootstrap.servers", stack.kafka());
        try (Admin admin = Admin.create(kafka)) {
            // Ticks go on, so the log's end is never reached: what was there now is enough.
            Map<TopicPartition, Long> ends = ends(admin);
            return Await.holds(LIMIT, () -> isStill() && hasCommitted(admin, ends))
                    && !Checkpoints.of(stack).awaitNext().equals(java.time.Instant.EPOCH);
        }
    }

    private boolean isStill() throws Exception {
        String state = stack.one(STATE);
        if (!state.equals(last)) {
            last = state;
            sinceNanos = System.nanoTime();
        }
        return System.nanoTime() - sinceNanos > STILL.toNanos() && stack.one(OPEN).equals("0");
    }

    private static Map<TopicPartition, Long> ends(Admin admin) throws Exception {
        String log = Topic.OBSERVATIONS.topicName();
        Map<TopicPartition, OffsetSpec> asked =
                admin
                        .describeTopics(List.of(log))
                        .allTopicNames()
                        .get()
                        .get(log)
                        .partitions()
                        .stream()
                        .collect(
                                Collectors.toMap(
                                        one -> new TopicPartition(log, one.partition()),
                                        one -> OffsetSpec.latest()));
        return admin.listOffsets(asked).all().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static boolean hasCommitted(Admin admin, Map<TopicPartition, Long> ends)
            throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed =
                admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
        return ends.entrySet().stream()
                .allMatch(
                        end ->
                                committed.containsKey(end.getKey())
                                        && committed.get(end.getKey()).offset() >= end.getValue());
    }
}
