package io.outpost.cli.topic;

import io.outpost.environment.KafkaAccess;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * What a consumer group has not read, as of its newest commit. The markers that a broker puts
 * behind transactions have offsets too, but are no records: no reader ever sees them.
 */
public final class UnreadRecords implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int FETCH_BYTES = 64 * 1024;

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Duration limit;

    /**
     * Asks for nothing yet.
     *
     * @param limit how long a question may take
     */
    public UnreadRecords(Admin admin, KafkaAccess kafka, Duration limit) {
        this.admin = admin;
        this.limit = limit;
        this.consumer =
                TopicReader.consumer(
                        kafka,
                        Map.of(
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_uncommitted",
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                (int) limit.toMillis(),
                                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                                FETCH_BYTES));
    }

    /**
     * The first record of each partition that is before its end and not read; a partition that is
     * read has none.
     *
     * @return the records' timestamps, ms since 1970
     */
    public Map<TopicPartition, Long> first(String group, Map<TopicPartition, Long> ends)
            throws InterruptedException {
        Map<TopicPartition, Long> positions = positions(group, ends.keySet());
        Set<TopicPartition> open = new HashSet<>(ends.keySet());
        open.removeIf(partition -> positions.get(partition) >= ends.get(partition));
        consumer.assign(open);
        open.forEach(partition -> consumer.seek(partition, positions.get(partition)));
        return read(open, ends);
    }

    private Map<TopicPartition, Long> read(
            Set<TopicPartition> open, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> first = new HashMap<>();
        long begin = System.nanoTime();
        while (!open.isEmpty()) {
            if (System.nanoTime() - begin > limit.toNanos()) {
                throw new TimeoutException("The topic cannot be read");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < ends.get(partition)) {
                    first.putIfAbsent(partition, record.timestamp());
                }
            }
            open.removeIf(
                    partition ->
                            first.containsKey(partition)
                                    || consumer.position(partition) >= ends.get(partition));
        }
        return first;
    }

    /** A partition without a commit was not read yet: all that is in it is unread. */
    private Map<TopicPartition, Long> positions(String group, Set<TopicPartition> partitions)
            throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed =
                Offsets.answer(
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(group));
        List<TopicPartition> without =
                partitions.stream().filter(p -> committed.get(p) == null).toList();
        Map<TopicPartition, Long> positions = new HashMap<>();
        Offsets.of(admin, without, OffsetSpec.earliest())
                .forEach((partition, begin) -> positions.put(partition, begin.offset()));
        partitions.stream()
                .filter(p -> committed.get(p) != null)
                .forEach(p -> positions.put(p, committed.get(p).offset()));
        return positions;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
