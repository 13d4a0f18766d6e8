package io.outpost.bench.backlog;

import io.outpost.bench.fixture.RecordSender;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Fills a topic before anything is measured, and keeps the longest time between neighbouring
 * records of a partition, by their LogAppendTime.
 */
public final class BacklogLoader {
    private static final Map<String, Object> SETTINGS =
            Map.of("acks", "all", "linger.ms", 20, "batch.size", 256 << 10);

    private final long[] lastMillis = new long[Backlog.PARTITIONS];
    private volatile long longestPauseMillis;

    /**
     * Sends all records; returns when the broker has them.
     *
     * @return the longest pause of a partition, ms
     */
    public static long load(Backlog backlog, String bootstrapServers, String topic) {
        BacklogLoader loader = new BacklogLoader();
        BacklogRecords records = new BacklogRecords(backlog);
        try (RecordSender sender = new RecordSender(bootstrapServers, SETTINGS)) {
            records.writeTo(
                    (partition, key, value) ->
                            sender.send(
                                    new ProducerRecord<>(topic, partition, key, value),
                                    sent -> loader.appended(sent.partition(), sent.timestamp())));
        }
        return loader.longestPauseMillis();
    }

    /** In one thread, that of the producer. */
    void appended(int partition, long atMillis) {
        long before = lastMillis[partition];
        if (before != 0 && atMillis - before > longestPauseMillis) {
            longestPauseMillis = atMillis - before;
        }
        lastMillis[partition] = atMillis;
    }

    /** 0 when no partition has two records. */
    long longestPauseMillis() {
        return longestPauseMillis;
    }
}
