package io.outpost.ingest;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.outpost.environment.KafkaAccess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records to the log for senders who wait until the broker has acknowledged them. Bounded:
 * beyond what it may have in flight, and while the broker has failed often, it rejects at once.
 * Thread-safe.
 */
public final class LogWriter implements AutoCloseable {
    /** After this time a record that was not acknowledged will never be in the log. */
    public static final Duration DELIVERY_LIMIT = Duration.ofSeconds(15);

    /** For how long a sender had better wait while nothing is taken. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);

    private static final long MOST_BYTES_IN_FLIGHT = 16L * 1024 * 1024;
    private static final long BUFFER_BYTES = 2 * MOST_BYTES_IN_FLIGHT;
    private static final int BATCH_BYTES = 128 * 1024;
    private static final int LINGER_MILLIS = 2;
    private static final int REQUEST_LIMIT_MILLIS = 5_000;

    /** For the topic's metadata, which are known after the first record. */
    private static final int BLOCK_LIMIT_MILLIS = 1_000;

    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private static final CircuitBreakerConfig BREAKER =
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(20)
                    .minimumNumberOfCalls(5)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(RETRY_AFTER)
                    .permittedNumberOfCallsInHalfOpenState(3)
                    .build();

    private final Map<String, Object> settings;
    private final String topic;
    private final AtomicLong bytesInFlight = new AtomicLong();
    private final CircuitBreaker breaker = CircuitBreaker.of("log", BREAKER);
    private KafkaProducer<byte[], byte[]> producer;
    private boolean isClosed;

    /** Connects with {@link #connect}, or with the first record. */
    public LogWriter(KafkaAccess kafka, String topic) {
        this.topic = topic;
        this.settings =
                kafka.settings(
                        Map.of(
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                true,
                                ProducerConfig.BATCH_SIZE_CONFIG,
                                BATCH_BYTES,
                                ProducerConfig.LINGER_MS_CONFIG,
                                LINGER_MILLIS,
                                ProducerConfig.BUFFER_MEMORY_CONFIG,
                                BUFFER_BYTES,
                                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                BLOCK_LIMIT_MILLIS,
                                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                REQUEST_LIMIT_MILLIS,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                (int) DELIVERY_LIMIT.toMillis(),
                                ProducerConfig.CLIENT_ID_CONFIG,
                                "outpost-ingest"));
    }

    /** The topic with the log. */
    public String topic() {
        return topic;
    }

    /**
     * Connects now, so that the first sender does not wait for it.
     *
     * @throws LogUnavailableException when the broker does not answer within a second; the first
     *     record connects then
     */
    public void connect() throws LogUnavailableException {
        try {
            producer().partitionsFor(topic);
        } catch (KafkaException e) {
            throw new LogUnavailableException("The broker does not answer.", e);
        }
    }

    /** What was sent and is not acknowledged yet, about, bytes. */
    public long bytesInFlight() {
        return bytesInFlight.get();
    }

    /** False while it rejects because the broker has failed often. */
    public boolean isAccepting() {
        return breaker.getState() != CircuitBreaker.State.OPEN;
    }

    /** Whether it sends: 0 all, 1 a few for a try, 2 none, until somebody tries again. */
    public int breakerPosition() {
        return switch (breaker.getState()) {
            case HALF_OPEN -> 1;
            case OPEN, FORCED_OPEN -> 2;
            case CLOSED, DISABLED, METRICS_ONLY -> 0;
        };
    }

    /**
     * Sends records together.
     *
     * @return completes when the broker has acknowledged all of them; with a {@link
     *     LogUnavailableException} when one of them was not: the others may be in the log
     */
    public CompletableFuture<Void> send(List<LogRecord> records) {
        Sending sending = new Sending(records);
        if (records.isEmpty()) {
            sending.done.complete(null);
            return sending.done;
        }
        if (bytesInFlight.addAndGet(sending.bytes) > MOST_BYTES_IN_FLIGHT) {
            bytesInFlight.addAndGet(-sending.bytes);
            return CompletableFuture.failedFuture(
                    new LogUnavailableException("More waits for the log than may."));
        }
        if (!breaker.tryAcquirePermission()) {
            bytesInFlight.addAndGet(-sending.bytes);
            return CompletableFuture.failedFuture(
                    new LogUnavailableException("The log has not taken what was sent lately."));
        }
        sending.start();
        return sending.done;
    }

    /** Gives what is in flight some time. */
    @Override
    public synchronized void close() {
        isClosed = true;
        if (producer != null) {
            producer.close(END_LIMIT);
        }
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (isClosed) {
            throw new KafkaException("the writer has ended");
        }
        if (producer == null) {
            producer =
                    new KafkaProducer<>(
                            settings, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    /** One that cannot go on, since it was refused an id, for example, is followed by another. */
    private synchronized void giveUp(KafkaProducer<byte[], byte[]> failed) {
        if (producer == failed) {
            producer = null;
            failed.close(Duration.ZERO);
        }
    }

    /** Records that are sent together. */
    private final class Sending {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final List<LogRecord> records;
        private final long bytes;
        private final AtomicInteger left;
        private volatile Exception failure;

        Sending(List<LogRecord> records) {
            this.records = records;
            this.bytes = records.stream().mapToLong(LogRecord::bytes).sum();
            this.left = new AtomicInteger(records.size());
        }

        void start() {
            int sent = 0;
            KafkaProducer<byte[], byte[]> current = null;
            try {
                current = producer();
                for (LogRecord record : records) {
                    send(current, record);
                    sent++;
                }
            } catch (KafkaException | IllegalStateException e) {
                if (current != null && !(e instanceof TimeoutException)) {
                    LOG.warn("The producer is replaced: {}", e.toString());
                    giveUp(current);
                }
                settle(records.size() - sent, e);
            }
        }

        @SuppressWarnings("FutureReturnValueIgnored") // the callback sees what comes of it
        private void send(KafkaProducer<byte[], byte[]> current, LogRecord record) {
            current.send(
                    new ProducerRecord<>(
                            topic,
                            null,
                            record.placeId().getBytes(StandardCharsets.UTF_8),
                            record.value(),
                            record.headers()),
                    (metadata, exception) -> settle(1, exception));
        }

        /** So many have come to an end; null: well. */
        private void settle(int count, Exception exception) {
            if (exception != null) {
                failure = exception;
            }
            if (left.addAndGet(-count) > 0) {
                return;
            }
            bytesInFlight.addAndGet(-bytes);
            if (failure == null) {
                breaker.onSuccess(0, TimeUnit.NANOSECONDS);
                done.complete(null);
            } else {
                breaker.onError(0, TimeUnit.NANOSECONDS, failure);
                LOG.warn("The log did not take {} records: {}", records.size(), failure.toString());
                done.completeExceptionally(
                        new LogUnavailableException("The log did not take all.", failure));
            }
        }
    }
}
