package io.outpost.cli.verify.log;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its first offset on. */
public final class TopicStream implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int REPORT_EVERY = 20_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private long read;

    /** As a read_committed reader sees it. */
    public TopicStream(Brokers brokers, String topic) {
        this(brokers, topic, "read_committed");
    }

    /** With another isolation level of Kafka's consumer. */
    public TopicStream(Brokers brokers, String topic, String isolationLevel) {
        consumer =
                new KafkaConsumer<>(
                        brokers.settings(
                                Map.of(
                                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                        isolationLevel,
                                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                        false,
                                        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                                        200,
                                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                        5000,
                                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                                        8 << 20,
                                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                                        4 << 20)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        partitions =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Leaves out what is there now. */
    public void skipToEnd() {
        consumer.seekToEnd(partitions);
    }

    /** Hands out what comes within a moment, and no more than one portion of it. */
    public void poll(Consumer<ConsumerRecord<byte[], byte[]>> receiver) {
        consumer.poll(POLL).forEach(receiver);
    }

    public int partitions() {
        return partitions.size();
    }

    /** Offsets at which partitions end now, by number. */
    public Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions);
    }

    /** First offsets that are still there. */
    public Map<TopicPartition, Long> begins() {
        return consumer.beginningOffsets(partitions);
    }

    /** Reads on to where the topic ends now. */
    public void readOn(Consumer<ConsumerRecord<byte[], byte[]>> receiver) {
        readTo(ends(), receiver, count -> {});
    }

    /** Reads on to these offsets; reports now and then how many records it has read. */
    public void readTo(
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> receiver,
            LongConsumer progress) {
        while (!isAt(ends)) {
            for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(found.topic(), found.partition());
                if (found.offset() < ends.get(partition)) {
                    receiver.accept(found);
                    if (++read % REPORT_EVERY == 0) {
                        progress.accept(read);
                    }
                }
            }
        }
        // What was fetched beyond is handed out by the next call.
        ends.forEach(consumer::seek);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private boolean isAt(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(e -> consumer.position(e.getKey()) >= e.getValue());
    }
}
