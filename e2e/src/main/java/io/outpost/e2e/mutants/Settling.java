package io.outpost.e2e.mutants;

import java.time.Duration;
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
            return Await.holds(LIMIT, () -> isStill() && lag(admin) == 0)
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

    private static long lag(Admin admin) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed =
                admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
        return admin
                .listOffsets(
                        committed.keySet().stream()
                                .collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest())))
                .all()
                .get()
                .entrySet()
                .stream()
                .mapToLong(end -> end.getValue().offset() - committed.get(end.getKey()).offset())
                .sum();
    }
}
