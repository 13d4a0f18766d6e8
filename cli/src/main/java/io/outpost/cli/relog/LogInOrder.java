package io.outpost.cli.relog;

import io.outpost.cli.console.CommandException;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.RewrittenLog;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The records of a log up to given ends, of all its partitions in the order in which they were
 * received; of those received at the same time the ones of the lower partition first. Read
 * uncommitted, as the jobs do.
 */
final class LogInOrder implements AutoCloseable {
    private static final int MOST_WAITING = 2_000;
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Lane> lanes = new ArrayList<>();

    /**
     * A record, and when it was received.
     *
     * @param receivedMillis monotone within its partition
     */
    record Received(ConsumerRecord<byte[], byte[]> logged, long receivedMillis) {
        int partition() {
            return logged.partition();
        }

        /** True of the record that marks a partition that relog has made. */
        boolean isMark() {
            if (logged.offset() > 0) {
                return false;
            }
            String[] names =
                    Arrays.stream(logged.headers().toArray())
                            .map(Header::key)
                            .toArray(String[]::new);
            return RewrittenLog.isMark(logged.offset(), names);
        }
    }

    /** One partition, and what was fetched of it ahead of the others. */
    private static final class Lane {
        private final TopicPartition partition;
        private final long end;
        private final Deque<Received> waiting = new ArrayDeque<>();
        private long receivedMillis = Long.MIN_VALUE;
        private boolean rewritten;
        private boolean fetched;

        Lane(TopicPartition partition, long begin, long end) {
            this.partition = partition;
            this.end = end;
            this.rewritten = begin > 0;
            this.fetched = begin >= end;
        }

        boolean isDry() {
            return waiting.isEmpty() && !fetched;
        }

        void take(ConsumerRecord<byte[], byte[]> logged) {
            receivedMillis = Math.max(receivedMillis, logged.timestamp());
            Received received = new Received(logged, receivedMillis);
            rewritten |= received.isMark();
            if (logged.timestampType() != TimestampType.LOG_APPEND_TIME && !rewritten) {
                throw new CommandException(
                        "%s has a record whose time its sender has set (offset %d), and relog did not make it: it is no log."
                                .formatted(partition, logged.offset()));
            }
            waiting.add(received);
        }
    }

    /**
     * Reads nothing yet.
     *
     * @param begins first offsets, of every partition
     * @param ends offsets behind the last records
     */
    LogInOrder(
            KafkaAccess kafka, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        consumer =
                new KafkaConsumer<>(
                        kafka.settings(
                                Map.of(
                                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                        "read_uncommitted",
                                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                        false,
                                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                        MOST_WAITING)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        ends.keySet().stream()
                .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
                .forEach(one -> lanes.add(new Lane(one, begins.get(one), ends.get(one))));
        consumer.assign(ends.keySet());
        begins.forEach(consumer::seek);
    }

    /** The next one; null behind the last. */
    Received next() {
        while (anyIsDry()) {
            fetch();
        }
        Lane first = null;
        for (Lane lane : lanes) {
            Received head = lane.waiting.peek();
            if (head != null
                    && (first == null
                            || head.receivedMillis < first.waiting.peek().receivedMillis)) {
                first = lane;
            }
        }
        return first == null ? null : first.waiting.poll();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private boolean anyIsDry() {
        for (Lane lane : lanes) {
            if (lane.isDry()) {
                return true;
            }
        }
        return false;
    }

    private void fetch() {
        for (Lane lane : lanes) {
            List<TopicPartition> one = List.of(lane.partition);
            if (lane.fetched || lane.waiting.size() >= MOST_WAITING) {
                consumer.pause(one);
            } else {
                consumer.resume(one);
            }
        }
        var polled = consumer.poll(POLL);
        for (Lane lane : lanes) {
            for (ConsumerRecord<byte[], byte[]> logged : polled.records(lane.partition)) {
                if (logged.offset() < lane.end) {
                    lane.take(logged);
                }
            }
            lane.fetched |= consumer.position(lane.partition) >= lane.end;
        }
    }
}
