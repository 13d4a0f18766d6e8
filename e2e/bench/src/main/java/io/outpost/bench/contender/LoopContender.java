package io.outpost.bench.contender;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.fixture.RegistryFixture;
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

    /** Processes a record. */
    private interface Step {
        void accept(ConsumerRecord<byte[], byte[]> message);
    }

    private final ContenderTask task;
    private final Step step;
    private volatile boolean stopped;

    private LoopContender(ContenderTask task, Step step) {
        this.task = task;
        this.step = step;
    }

    static Contender looping(ContenderTask task) {
        SingleThreadLoop loop =
                new SingleThreadLoop(
                        RegistryFixture.OBSERVATION, task.endMillis(), SharedCounts.newDigest());
        return new LoopContender(
                task,
                message -> loop.accept(message.value(), message.partition(), message.timestamp()));
    }

    static Contender decodingOnly(ContenderTask task) {
        DecodeOnly decode = new DecodeOnly(RegistryFixture.OBSERVATION);
        return new LoopContender(task, message -> decode.accept(message.value()));
    }

    @Override
    public void run() {
        List<TopicPartition> partitions =
                IntStream.range(0, Backlog.PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(task.topic(), partition))
                        .toList();
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        task.addresses().bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "max.poll.records",
                        20_000,
                        "max.partition.fetch.bytes",
                        4 << 20);
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long count = 0;
            while (count < task.records() && !stopped) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                records.forEach(step::accept);
                count += records.count();
                SharedCounts.addProcessed(records.count());
            }
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }
}
