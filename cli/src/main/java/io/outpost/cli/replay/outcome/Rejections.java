package io.outpost.cli.replay.outcome;

import io.outpost.cli.replay.ReplayException;
import io.outpost.cli.replay.ledger.SentAccount;
import io.outpost.schemas.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads from the rejected topic what was rejected of one replay, from the moment that this object
 * was made. A rejection is counted once, however often the job wrote it: its identity is the
 * original's partition and offset.
 */
public final class Rejections implements AutoCloseable {
    /**
     * Reasons that are also counted in the place's tally: the place's own state rejected the
     * record.
     */
    private static final Set<String> COUNTED_BY_PLACE = Set.of("TIME_JUMP");

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SentAccount account;
    private final Set<Position> seen = new HashSet<>();
    private final Map<String, Long> countByReason = new TreeMap<>();

    public Rejections(String bootstrapServers, SentAccount account) {
        this.account = account;
        this.consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        startAtTheEnd();
    }

    /** Waits at most this long for more. */
    public void poll(Duration timeout) {
        try {
            consumer.poll(timeout).forEach(this::count);
        } catch (KafkaException e) {
            throw new ReplayException("The rejected topic cannot be read: " + e.getMessage(), e);
        }
    }

    public Map<String, Long> countByReason() {
        return new TreeMap<>(countByReason);
    }

    /** Records that reached no place, so that no tally has them. */
    public long beforeAnyPlace() {
        return total() - byPlaces();
    }

    /** Records that the tallies count as rejected, too. */
    public long byPlaces() {
        return countByReason.entrySet().stream()
                .filter(e -> COUNTED_BY_PLACE.contains(e.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private long total() {
        return countByReason.values().stream().mapToLong(Long::longValue).sum();
    }

    private void startAtTheEnd() {
        try {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topic.REJECTED_OBSERVATIONS.topicName()).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.endOffsets(partitions).forEach(consumer::seek);
        } catch (KafkaException e) {
            consumer.close();
            throw new ReplayException("The rejected topic cannot be read: " + e.getMessage(), e);
        }
    }

    private void count(ConsumerRecord<byte[], byte[]> rejected) {
        Position origin =
                new Position(
                        (int) number(rejected, "outpost.partition"),
                        number(rejected, "outpost.offset"));
        boolean ours =
                text(rejected, "outpost.topic").equals(Topic.OBSERVATIONS.topicName())
                        && account.contains(origin.partition(), origin.offset());
        if (ours && seen.add(origin)) {
            countByReason.merge(text(rejected, "outpost.reason"), 1L, Long::sum);
        }
    }

    private static long number(ConsumerRecord<byte[], byte[]> rejected, String header) {
        String text = text(rejected, header);
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private static String text(ConsumerRecord<byte[], byte[]> rejected, String name) {
        Header header = rejected.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private record Position(int partition, long offset) {}
}
