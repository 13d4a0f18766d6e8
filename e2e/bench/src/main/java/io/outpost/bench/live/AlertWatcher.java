package io.outpost.bench.live;

import io.outpost.bench.backlog.Backlog;
import io.outpost.schemas.Alert;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A read_committed reader of the alerts topic, from its begin; the broker answers it as soon as
 * there is something.
 */
final class AlertWatcher implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    private static final int PRECISION_DIGITS = 3;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SpecificDatumReader<Alert> reader =
            new SpecificDatumReader<>(Alert.getClassSchema());
    private final Map<Integer, Seen> began = new ConcurrentHashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Thread thread = new Thread(this::watch, "alerts");
    private volatile boolean closing;
    private volatile int twice;

    /**
     * The first alert of a place.
     *
     * @param atMillis end of the minute that raised it, ms since 1970
     * @param visibleMillis when it was read
     */
    private record Seen(long atMillis, long visibleMillis) {}

    private AlertWatcher(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    static AlertWatcher start(String bootstrapServers) {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "isolation.level",
                                "read_committed",
                                "key.deserializer",
                                ByteArrayDeserializer.class,
                                "value.deserializer",
                                ByteArrayDeserializer.class));
        var partitions =
                IntStream.range(0, Backlog.PARTITIONS)
                        .mapToObj(p -> new TopicPartition(Topic.ALERTS.topicName(), p))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        AlertWatcher watcher = new AlertWatcher(consumer);
        watcher.thread.setDaemon(true);
        watcher.thread.start();
        return watcher;
    }

    /** Alerts that were there twice, by their id. */
    int twice() {
        return twice;
    }

    int alerts() {
        synchronized (ids) {
            return ids.size();
        }
    }

    /** How many of these places have no alert yet. */
    long missing(int[] places) {
        return Arrays.stream(places).filter(place -> !began.containsKey(place)).count();
    }

    /**
     * From when the record was due that closed the minute to when its alert was read; of those that
     * minutes have raised that close within the window.
     */
    Latency latencyMillis(Window window, Schedule schedule) {
        Histogram histogram = new Histogram(PRECISION_DIGITS);
        began.forEach(
                (place, seen) -> {
                    if (window.closes(seen.atMillis())) {
                        long due = Closing.of(place, seen.atMillis(), schedule).dueMillis();
                        histogram.recordValue(Math.max(0, seen.visibleMillis() - due));
                    }
                });
        return Latency.of(histogram);
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try (consumer) {
            while (!closing) {
                var records = consumer.poll(POLL);
                long now = System.currentTimeMillis();
                for (ConsumerRecord<byte[], byte[]> message : records) {
                    see(message.value(), now);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("an alert cannot be read", e);
        }
    }

    private void see(byte[] value, long now) throws IOException {
        int body = value.length - WireFormat.HEADER_BYTES;
        Alert alert =
                reader.read(
                        null,
                        DecoderFactory.get()
                                .binaryDecoder(value, WireFormat.HEADER_BYTES, body, null));
        synchronized (ids) {
            if (!ids.add(alert.getAlertId())) {
                twice++;
            }
        }
        if (alert.getKind().equals("BEGAN") && alert.getSubject().equals("HEAT")) {
            began.putIfAbsent(
                    PlaceRecords.place(alert.getPlaceId()),
                    new Seen(alert.getAt().toEpochMilli(), now));
        }
    }
}
