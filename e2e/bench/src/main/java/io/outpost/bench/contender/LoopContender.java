package io.outpost.bench.contender;

import io.outpost.bench.fixture.RegistryFixture;
import io.outpost.bench.fixture.TopicReader;
import io.outpost.bench.loop.DecodeOnly;
import io.outpost.bench.loop.SingleThreadLoop;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** A plain consumer in one thread. */
final class LoopContender implements Contender {
    private static final Duration POLL = Duration.ofMillis(200);

    private static final Map<String, Object> SETTINGS =
            Map.of("max.poll.records", 20_000, "max.partition.fetch.bytes", 4 << 20);

    /** Processes a record. */
    private interface Step {
        void accept(byte[] value, int partition, long receivedAtMillis);
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
        return new LoopContender(task, loop::accept);
    }

    static Contender decodingOnly(ContenderTask task) {
        DecodeOnly decode = new DecodeOnly(RegistryFixture.OBSERVATION);
        return new LoopContender(task, (value, partition, receivedAt) -> decode.accept(value));
    }

    @Override
    public void run() {
        try (var consumer =
                TopicReader.open(task.addresses().bootstrapServers(), task.topic(), SETTINGS)) {
            long count = 0;
            while (count < task.records() && !stopped) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> message : records) {
                    step.accept(message.value(), message.partition(), message.timestamp());
                }
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
