package io.outpost.bench.contender;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.digest.RowTally;
import io.outpost.bench.loop.DecodeOnly;
import io.outpost.bench.loop.SingleThreadLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A plain consumer in one thread. */
final class LoopContender implements Contender {
    private static final Duration POLL = Duration.ofMillis(200);

    /** Takes a record. */
    private interface Step {
        void accept(byte[] value, int partition, long receivedAtMillis);
    }

    private final Assignment assignment;
    private final RowTally rows;
    private final Step step;
    private volatile long consumed;
    private volatile boolean stopped;

    private LoopContender(Assignment assignment, RowTally rows, Step step) {
        this.assignment = assignment;
        this.rows = rows;
        this.step = step;
    }

    static Contender working(Assignment assignment) {
        RowTally rows = new RowTally();
        SingleThreadLoop loop =
                new SingleThreadLoop(assignment.schemaId(), assignment.endMillis(), rows);
        return new LoopContender(assignment, rows, loop::accept);
    }

    static Contender decodingOnly(Assignment assignment) {
        RowTally rows = new RowTally();
        DecodeOnly decode = new DecodeOnly(assignment.schemaId());
        return new LoopContender(
                assignment, rows, (value, partition, receivedAt) -> decode.accept(value));
    }

    @Override
    public void start() {
        List<TopicPartition> partitions =
                IntStream.range(0, Backlog.PARTITIONS)
                        .mapToObj(i -> new TopicPartition(assignment.topic(), i))
                        .toList();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long count = 0;
            while (count < assignment.records() && !stopped) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> message : records) {
                    step.accept(message.value(), message.partition(), message.timestamp());
                }
                count += records.count();
                consumed = count;
            }
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }

    private Map<String, Object> settings() {
        return Map.of(
                "bootstrap.servers",
                assignment.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "max.poll.records",
                20_000,
                "max.partition.fetch.bytes",
                4 << 20,
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class);
    }

    @Override
    public long progress() {
        return consumed;
    }

    @Override
    public long progressAt(long records) {
        return records;
    }

    @Override
    public long rows() {
        return rows.rows();
    }

    @Override
    public long digest() {
        return rows.digest();
    }
}
