package io.outpost.e2e.faults;

import io.outpost.e2e.rig.LogRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Senders that write observations in transactions which are never committed: one leaves its
 * transaction open, as a crash would, until the broker gives it up; one aborts it. The log is read
 * uncommitted, so all of them count.
 */
public final class OpenSenders implements AutoCloseable {
    private static final int MOST_ROUNDS = 400;
    private static final int ROUND_SECONDS = 12;
    private static final int TRANSACTION_MILLIS = 20_000;
    private static final int LIMIT_MILLIS = 30_000;
    private static final int RECORDS = 10;
    private static final int PLACES = 4;

    private final String bootstrapServers;
    private final LogRecords records;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> rounds;
    private int round;
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger aborted = new AtomicInteger();

    public OpenSenders(String bootstrapServers, LogRecords records) {
        this.bootstrapServers = bootstrapServers;
        this.records = records;
        rounds = clock.scheduleWithFixedDelay(this::round, 0, ROUND_SECONDS, TimeUnit.SECONDS);
    }

    public String text() {
        return "senders left %d transactions open and aborted %d"
                .formatted(left.get(), aborted.get());
    }

    private void round() {
        if (round++ >= MOST_ROUNDS) {
            return;
        }
        if (isWritten("left", false)) {
            left.incrementAndGet();
        }
        if (isWritten("aborted", true)) {
            aborted.incrementAndGet();
        }
    }

    /** False when the broker was away: then there is no transaction, or a part of one. */
    private boolean isWritten(String name, boolean aborts) {
        KafkaProducer<byte[], byte[]> producer = producer(name + "-" + round);
        try {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, name + round % PLACES);
            producer.flush();
            if (aborts) {
                producer.abortTransaction();
            }
            return true;
        } catch (KafkaException e) {
            return false;
        } finally {
            // In no time: nothing is said to the broker, as after a crash.
            producer.close(Duration.ZERO);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what the log has got counts, nothing else
    private void send(KafkaProducer<byte[], byte[]> producer, String place) {
        Instant first = Instant.now().minusSeconds(RECORDS);
        for (int i = 0; i < RECORDS; i++) {
            producer.send(records.observation("open-" + place, first.plusSeconds(i), 1, 20 + i));
        }
    }

    private KafkaProducer<byte[], byte[]> producer(String id) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "sender-" + id,
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        TRANSACTION_MILLIS,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        LIMIT_MILLIS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        LIMIT_MILLIS),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void close() {
        rounds.cancel(false);
        clock.shutdownNow();
        try {
            clock.awaitTermination(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
