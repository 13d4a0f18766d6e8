package io.outpost.bench.live;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The process that sends: each record when it is due, whatever becomes of those before. What the
 * broker does not take at once waits in a buffer that holds half a minute at the greatest rate. At
 * its end it tells how many were sent and how late, by the schedule, they left and were
 * acknowledged.
 */
public final class ProducerMain {
    static final String STATISTICS = "sent ";

    private static final long PAUSE_NANOS = 500_000;
    private static final long BUFFER_BYTES = 256L << 20;
    private static final int PRECISION_DIGITS = 3;
    private static final Duration CLOSE_LIMIT = Duration.ofMinutes(1);

    private final Schedule schedule;
    private final PlaceRecords records;
    private final int intervalSeconds;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Histogram sentLateMillis = new Histogram(PRECISION_DIGITS);
    private final Histogram acknowledgedLateMillis = new Histogram(PRECISION_DIGITS);
    private final AtomicLong failed = new AtomicLong();

    private ProducerMain(ProducerAssignment assignment, KafkaProducer<byte[], byte[]> producer) {
        this.schedule = assignment.schedule();
        this.records =
                new PlaceRecords(
                        assignment.topic(),
                        assignment.schemaId(),
                        assignment.watched(),
                        schedule.sensorsPerPlace());
        this.intervalSeconds = assignment.intervalSeconds();
        this.producer = producer;
    }

    public static void main(String[] arguments) {
        ChildProcess.endWithParent();
        ProducerAssignment assignment = ProducerAssignment.parse(arguments);
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings(assignment.bootstrapServers()));
        // Else the first record waits for it.
        producer.partitionsFor(assignment.topic());
        ProducerMain main = new ProducerMain(assignment, producer);
        main.sendAll();
        producer.close(CLOSE_LIMIT);
        ChildProcess.tell(STATISTICS + main.statistics().text());
    }

    private void sendAll() {
        long next = 0;
        while (next < schedule.records()) {
            long now = System.currentTimeMillis();
            long due = schedule.countBefore(now + 1);
            for (; next < due; next++) {
                send(next);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told of every failure
    private void send(long record) {
        long dueMillis = schedule.dueMillis(record);
        producer.send(
                records.record(
                        schedule.place(record),
                        schedule.sensor(record),
                        dueMillis,
                        intervalSeconds),
                (metadata, e) -> {
                    if (e != null) {
                        failed.incrementAndGet();
                    } else {
                        acknowledgedLateMillis.recordValue(since(dueMillis));
                    }
                });
        sentLateMillis.recordValue(since(dueMillis));
    }

    private static long since(long millis) {
        return Math.max(0, System.currentTimeMillis() - millis);
    }

    private ProducerStatistics statistics() {
        return new ProducerStatistics(
                schedule.records(),
                failed.get(),
                Latency.of(sentLateMillis),
                Latency.of(acknowledgedLateMillis));
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "linger.ms",
                5,
                "batch.size",
                64 << 10,
                "buffer.memory",
                BUFFER_BYTES,
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                ByteArraySerializer.class);
    }
}
