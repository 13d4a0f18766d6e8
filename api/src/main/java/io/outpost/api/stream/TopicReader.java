package io.outpost.api.stream;

import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what is committed to the topic of alerts, without a group: it leaves no trace at the
 * broker. Not thread-safe, but for {@link #wakeUp}. Fails with {@link KafkaException}.
 */
final class TopicReader implements AutoCloseable {

    private static final String TOPIC = Topic.ALERTS.topicName();

    /** That a broker may take to answer. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final int MOST_RECORDS = 200;
    private static final int FETCHED_BYTES = 512 * 1024;

    private final KafkaConsumer<byte[], byte[]> consumer;

    TopicReader(KafkaAccess kafka) {
        consumer =
                new KafkaConsumer<>(
                        kafka.settings(
                                Map.of(
                                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                        "read_committed",
                                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                        false,
                                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                        "none",
                                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                        false,
                                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                        (int) LIMIT.toMillis(),
                                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                        MOST_RECORDS,
                                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                                        FETCHED_BYTES,
                                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                                        FETCHED_BYTES)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
    }

    /** Goes to the end of all partitions. */
    StreamPosition goToEnd() {
        List<TopicPartition> all = partitions();
        consumer.assign(all);
        consumer.seekToEnd(all);
        return position(StreamPosition.of(), all);
    }

    /** Goes to a position, of all partitions. */
    void goTo(StreamPosition position) {
        List<TopicPartition> all = partitions();
        consumer.assign(all);
        all.forEach(one -> consumer.seek(one, position.offset(one.partition())));
    }

    /** Goes to a position, of the partitions that are not at another yet. */
    void goTo(StreamPosition position, StreamPosition until) {
        List<TopicPartition> behind =
                IntStream.range(0, until.partitions())
                        .filter(i -> position.offset(i) < until.offset(i))
                        .mapToObj(TopicReader::partition)
                        .toList();
        consumer.assign(behind);
        behind.forEach(one -> consumer.seek(one, position.offset(one.partition())));
    }

    ConsumerRecords<byte[], byte[]> poll(Duration patience) {
        return consumer.poll(patience);
    }

    /** A position, but what it is now where it reads. */
    StreamPosition position(StreamPosition before) {
        return position(before, consumer.assignment());
    }

    /** The offsets before which nothing is kept. */
    StreamPosition beginning() {
        return offsets(consumer.beginningOffsets(partitions()));
    }

    /** The offsets up to which it can be read. */
    StreamPosition end() {
        return offsets(consumer.endOffsets(partitions()));
    }

    boolean readsAll() {
        return consumer.assignment().size() == partitions().size();
    }

    /** Ends a wait of another thread. */
    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private StreamPosition position(StreamPosition before, Collection<TopicPartition> read) {
        StreamPosition now = before;
        for (TopicPartition one : read) {
            now = now.with(one.partition(), consumer.position(one));
        }
        return now;
    }

    private static StreamPosition offsets(Map<TopicPartition, Long> offsets) {
        StreamPosition all = StreamPosition.of();
        for (Map.Entry<TopicPartition, Long> one : offsets.entrySet()) {
            all = all.with(one.getKey().partition(), one.getValue());
        }
        return all;
    }

    private List<TopicPartition> partitions() {
        int count = consumer.partitionsFor(TOPIC).size();
        if (count == 0) {
            throw new KafkaException("there is no topic " + TOPIC);
        }
        return IntStream.range(0, count).mapToObj(TopicReader::partition).toList();
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(TOPIC, number);
    }
}
