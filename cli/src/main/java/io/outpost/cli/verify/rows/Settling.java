package io.outpost.cli.verify.rows;

import io.outpost.cli.verify.log.Brokers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Waits until a job has done what the log says up to given offsets. Its group commits offsets after
 * a checkpoint, which writes all rows of the records before them. What is due only by the time of
 * these records may follow a moment later, so further checkpoints are awaited.
 */
public final class Settling implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** The first may have begun before the watermark came, and the second before its timers ran. */
    private static final int FURTHER_CHECKPOINTS = 2;

    /** A log without ticks does not grow, and its offsets stay. */
    private static final Duration LONGEST_WITHOUT_COMMIT = Duration.ofSeconds(10);

    private final String logTopic;
    private final Admin admin;

    public Settling(Brokers brokers, String logTopic) {
        this.logTopic = logTopic;
        this.admin = Admin.create(brokers.settings(Map.of()));
    }

    /** Offsets by partition of the observations; empty when the group has committed none. */
    public Map<Integer, Long> committed(String group) throws InterruptedException {
        Map<Integer, Long> offsets = new HashMap<>();
        try {
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach(
                            (partition, offset) ->
                                    put(offsets, partition.topic(), partition.partition(), offset));
        } catch (ExecutionException e) {
            offsets.clear();
        }
        return offsets;
    }

    /**
     * Waits.
     *
     * @param ends the offsets that must be reached
     * @param limit longest time
     * @param progress receives what is open
     * @return what is still open after the limit; empty when nothing is
     */
    public String await(
            String group, Map<Integer, Long> ends, Duration limit, Consumer<String> progress)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        Map<Integer, Long> reached = committed(group);
        while (lag(reached, ends) > 0) {
            String open = "%s is %,d records behind".formatted(group, lag(reached, ends));
            if (System.nanoTime() > deadline) {
                return open;
            }
            progress.accept("waiting: " + open);
            Thread.sleep(PAUSE.toMillis());
            reached = committed(group);
        }
        for (int i = 0; i < FURTHER_CHECKPOINTS; i++) {
            awaitCommitAfter(group);
        }
        return "";
    }

    private void awaitCommitAfter(String group) throws InterruptedException {
        Map<Integer, Long> before = committed(group);
        long last = System.nanoTime() + LONGEST_WITHOUT_COMMIT.toNanos();
        while (committed(group).equals(before) && System.nanoTime() < last) {
            Thread.sleep(PAUSE.toMillis());
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private void put(
            Map<Integer, Long> offsets, String topic, int partition, OffsetAndMetadata offset) {
        if (topic.equals(logTopic) && offset != null) {
            offsets.put(partition, offset.offset());
        }
    }

    private static long lag(Map<Integer, Long> committed, Map<Integer, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(
                        end ->
                                Math.max(
                                        0,
                                        end.getValue() - committed.getOrDefault(end.getKey(), 0L)))
                .sum();
    }
}
