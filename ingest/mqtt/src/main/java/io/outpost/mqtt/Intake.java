package io.outpost.mqtt;

import io.outpost.ingest.LogRecord;
import io.outpost.ingest.LogUnavailableException;
import io.outpost.ingest.LogWriter;
import io.outpost.ingest.ObservationRecords;
import io.outpost.schemas.Observation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages into the log, however long the log is away: each is tried again until it is in it.
 * Thread-safe.
 */
final class Intake implements MessageHandler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 15_000;

    private final MessageReader reader;
    private final ObservationRecords records;
    private final LogWriter log;
    private final MqttMetrics metrics;
    private final Clock clock;
    private final RejectionLog rejections = new RejectionLog(LOG, System::nanoTime);
    private final ScheduledExecutorService retries =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "mqtt-retries"));

    /** Where observations go. */
    record Target(LogWriter log, ObservationRecords records) {}

    Intake(MessageReader reader, Target target, MqttMetrics metrics, Clock clock) {
        this.reader = reader;
        this.records = target.records();
        this.log = target.log();
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Void> handle(String topic, byte[] payload) {
        try {
            List<Observation> observations = read(topic, payload);
            CompletableFuture<Void> done = new CompletableFuture<>();
            send(observations, FIRST_PAUSE_MILLIS, done);
            return done;
        } catch (RejectedMessageException e) {
            metrics.rejected(e.reason());
            rejections.rejected(topic, e);
            return CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public void close() {
        retries.shutdownNow();
    }

    private List<Observation> read(String topic, byte[] payload) throws RejectedMessageException {
        synchronized (reader) {
            return reader.read(topic, payload, clock.instant());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it completes the other future
    private void send(
            List<Observation> observations, long pauseMillis, CompletableFuture<Void> done) {
        write(observations)
                .whenComplete(
                        (acknowledged, failure) -> {
                            if (failure == null) {
                                metrics.taken(observations.size());
                                done.complete(null);
                            } else if (!retries.isShutdown()) {
                                metrics.retried();
                                later(observations, pauseMillis, done);
                            }
                        });
    }

    private CompletableFuture<Void> write(List<Observation> observations) {
        try {
            List<LogRecord> values = new ArrayList<>();
            for (Observation observation : observations) {
                values.add(records.of(observation, List.of()));
            }
            return log.send(values);
        } catch (LogUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it completes the other future
    private void later(
            List<Observation> observations, long pauseMillis, CompletableFuture<Void> done) {
        retries.schedule(
                () -> send(observations, Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS), done),
                pauseMillis,
                TimeUnit.MILLISECONDS);
    }
}
