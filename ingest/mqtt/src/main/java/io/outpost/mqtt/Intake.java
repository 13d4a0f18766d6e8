package io.outpost.mqtt;

import io.opentelemetry.api.trace.SpanKind;
import io.outpost.ingest.LogRecord;
import io.outpost.ingest.LogUnavailableException;
import io.outpost.ingest.LogWriter;
import io.outpost.ingest.ObservationRecords;
import io.outpost.ingest.RecordTrace;
import io.outpost.schemas.Observation;
import io.outpost.tracing.SampledTraces;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Header;
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
    private final SampledTraces traces;
    private final Clock clock;
    private final RejectionLog rejections = new RejectionLog(LOG, System::nanoTime);
    private final ScheduledExecutorService retries =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "mqtt-retries"));

    /** What is seen of it from outside. */
    record Watch(MqttMetrics metrics, SampledTraces traces) {}

    Intake(MessageReader reader, LogTarget target, Watch watch, Clock clock) {
        this.reader = reader;
        this.records = target.records();
        this.log = target.log();
        this.metrics = watch.metrics();
        this.traces = watch.traces();
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Void> handle(String topic, byte[] payload) {
        RecordTrace trace =
                RecordTrace.begin(traces, "take message", SpanKind.CONSUMER, clock.millis());
        try {
            List<Observation> observations = read(topic, payload);
            CompletableFuture<Void> done = new CompletableFuture<>();
            send(new Taken(observations, trace.headers()), FIRST_PAUSE_MILLIS, done);
            return done.thenRun(() -> end(trace, topic, "taken"));
        } catch (RejectedMessageException e) {
            metrics.rejected(e.reason());
            rejections.rejected(topic, e);
            end(trace, topic, e.reason());
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Of a message, on their way. */
    private record Taken(List<Observation> observations, List<Header> headers) {}

    private void end(RecordTrace trace, String topic, String outcome) {
        trace.end(
                Map.of(
                        "messaging.system", "mqtt",
                        "messaging.destination.name", topic,
                        "outpost.outcome", outcome),
                clock.millis());
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
    private void send(Taken taken, long pauseMillis, CompletableFuture<Void> done) {
        write(taken)
                .whenComplete(
                        (acknowledged, failure) -> {
                            if (failure == null) {
                                metrics.taken(taken.observations().size());
                                done.complete(null);
                            } else if (!retries.isShutdown()) {
                                metrics.retried();
                                later(taken, pauseMillis, done);
                            }
                        });
    }

    private CompletableFuture<Void> write(Taken taken) {
        try {
            List<LogRecord> values = new ArrayList<>();
            for (Observation observation : taken.observations()) {
                values.add(records.of(observation, taken.headers()));
            }
            return log.send(values);
        } catch (LogUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it completes the other future
    private void later(Taken taken, long pauseMillis, CompletableFuture<Void> done) {
        retries.schedule(
                () -> send(taken, Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS), done),
                pauseMillis,
                TimeUnit.MILLISECONDS);
    }
}
