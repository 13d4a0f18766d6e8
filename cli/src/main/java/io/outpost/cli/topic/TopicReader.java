package io.outpost.cli.topic;

import io.outpost.environment.KafkaAccess;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed on all partitions of a topic, without a consumer group. */
public final class TopicReader implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    private TopicReader(KafkaAccess kafka, String topic) {
        consumer = consumer(kafka, Map.of());
        try {
            partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** From the first record on. */
    public static TopicReader fromTheBeginning(KafkaAccess kafka, String topic) {
        TopicReader reader = new TopicReader(kafka, topic);
        reader.consumer.seekToBeginning(reader.partitions);
        return reader;
    }

    /** Only what is committed from now on. */
    public static TopicReader fromTheEnd(KafkaAccess kafka, String topic) {
        TopicReader reader = new TopicReader(kafka, topic);
        reader.ends().forEach(reader.consumer::seek);
        return reader;
    }

    /** From the first record on that came at a time or later, ms since 1970. */
    public static TopicReader fromTime(KafkaAccess kafka, String topic, long millis) {
        TopicReader reader = new TopicReader(kafka, topic);
        Map<TopicPartition, Long> from = new HashMap<>();
        reader.partitions.forEach(partition -> from.put(partition, millis));
        // Before the times are asked for: what comes in between is not passed over.
        Map<TopicPartition, Long> ends = reader.ends();
        reader.consumer
                .offsetsForTimes(from)
                .forEach(
                        (partition, first) ->
                                reader.consumer.seek(
                                        partition,
                                        first == null ? ends.get(partition) : first.offset()));
        return reader;
    }

    static KafkaConsumer<byte[], byte[]> consumer(KafkaAccess kafka, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(
                kafka.settings(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The ends of what is committed now. */
    public Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions);
    }

    /** True when it has not come to these offsets. */
    public boolean isBefore(Map<TopicPartition, Long> ends) {
        return partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p));
    }

    /** Waits at most this long for more. */
    public Iterable<ConsumerRecord<byte[], byte[]>> poll(Duration timeout) {
        return consumer.poll(timeout);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
