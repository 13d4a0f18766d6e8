package io.outpost.api.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.environment.KafkaAccess;
import io.outpost.ingest.LogUnavailableException;
import io.outpost.ingest.LogWriter;
import io.outpost.ingest.ObservationRecords;
import io.outpost.ingest.PlaceRecords;
import io.outpost.ingest.PreferenceRecords;
import io.outpost.ingest.RecordTrace;
import io.outpost.ingest.SchemaIds;
import io.outpost.ingest.SentBefore;
import io.outpost.schemas.Place;
import io.outpost.schemas.wire.RecordType;
import io.outpost.tracing.Traceparent;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log as the API writes it, and looks for what it has written. */
public final class Log implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Log.class);

    private static final long RECONNECT_MILLIS = 500;

    private final LogSettings settings;
    private final LogWriter writer;
    private final SchemaIds schemas;
    private final ObservationRecords records;
    private final PlaceRecords places;
    private final SentBefore sentBefore;
    private volatile Thread connecting;
    private volatile boolean wasReady;
    private final PreferenceLog preferences;

    /** Needs neither broker nor registry to start. */
    public Log(LogSettings settings, MeterRegistry meters) {
        this.settings = settings;
        KafkaAccess kafka = settings.kafka();
        writer = new LogWriter(kafka, settings.topic());
        schemas = new SchemaIds(settings.registryUrl(), settings.topic());
        records = new ObservationRecords(schemas);
        places = new PlaceRecords(schemas);
        sentBefore = new SentBefore(kafka, settings.topic());
        preferences = new PreferenceLog(writer, new PreferenceRecords(schemas), sentBefore);
        Gauge.builder("outpost.api.log.breaker", writer, LogWriter::breakerPosition)
                .description("Whether records go to Kafka: 0 yes, 1 a few for a try, 2 none.")
                .register(meters);
        Gauge.builder("outpost.api.log.in.flight", writer, LogWriter::bytesInFlight)
                .description("What was sent to Kafka and is not acknowledged yet.")
                .baseUnit("bytes")
                .register(meters);
    }

    /** Where it is. */
    public LogSettings settings() {
        return settings;
    }

    /**
     * Makes ready what the first senders would wait for, in a thread of its own, again and again
     * until it is there.
     */
    public void connect() {
        connecting = new Thread(this::connectAtLast, "log-connect");
        connecting.setDaemon(true);
        connecting.start();
    }

    /** Whether it was ready once. What becomes of Kafka later, senders hear. */
    public boolean wasReady() {
        return wasReady;
    }

    private void connectAtLast() {
        while (!wasReady) {
            try {
                schemas.of(RecordType.OBSERVATION);
                schemas.of(RecordType.PLACE);
                writer.connect();
                wasReady = true;
            } catch (LogUnavailableException e) {
                LOG.info("Cannot write to the log yet: {}", e.getMessage());
                if (!pause()) {
                    return;
                }
            }
        }
    }

    /** False: it is over. */
    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RECONNECT_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The same for versions of preferences. */
    public PreferenceLog preferences() {
        return preferences;
    }

    Attempt attempt(Optional<Traceparent> trace) {
        return Attempt.only(writer, records, trace.orElse(null));
    }

    Attempt attempt(UUID requestId, BitSet before, Optional<Traceparent> trace) {
        return Attempt.of(requestId, before, writer, records, trace.orElse(null));
    }

    /** Sends parameters of a place; completes as {@link LogWriter#send} does. */
    CompletableFuture<Void> send(Place place, Optional<Traceparent> trace) {
        try {
            return writer.send(List.of(places.of(place, RecordTrace.headers(trace))));
        } catch (LogUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    BitSet sentBefore(UUID requestId, Collection<String> placeIds, Instant since)
            throws LogUnavailableException {
        return sentBefore.find(requestId, placeIds, since);
    }

    @Override
    public void close() {
        if (connecting != null) {
            connecting.interrupt();
        }
        writer.close();
    }
}
