package io.outpost.e2e.faults;

import io.outpost.e2e.rig.LogOffsets;
import io.outpost.e2e.rig.LogRecords;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One place that sends nine of ten records of the log for a while, an event second in each. */
final class HotPlace {
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
    private static final String PLACE = "hot";
    private static final int SECONDS = 30;
    private static final double SHARE = 0.9;
    private static final double MOST = 0.92;
    private static final int BATCH = 500;

    private HotPlace() {}

    static String send(Scene scene) throws Exception {
        LogRecords records = new LogRecords(scene.stack().registryUrl());
        try (LogOffsets log = new LogOffsets(scene.stack().kafka());
                KafkaProducer<byte[], byte[]> producer = producer(scene.stack().kafka())) {
            long before = LogOffsets.sum(log.ends());
            long begin = System.nanoTime();
            int sent = 0;
            double share = 0;
            while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(SECONDS) || share < SHARE) {
                if (share < MOST) {
                    sendBatch(producer, records, sent);
                    sent += BATCH;
                } else {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
                share = (double) sent / Math.max(1, LogOffsets.sum(log.ends()) - before);
            }
            return "%,d of %.0f records".formatted(sent, sent / share);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // flush waits; what was lost, the share lacks
    private static void sendBatch(
            KafkaProducer<byte[], byte[]> producer, LogRecords records, int from) {
        for (int i = from; i < from + BATCH; i++) {
            producer.send(records.observation(PLACE, FIRST.plusSeconds(i), 1, i % 40));
        }
        producer.flush();
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
