package io.outpost.api.ingest;

import io.outpost.environment.KafkaAccess;
import io.outpost.ingest.LogUnavailableException;
import io.outpost.ingest.LogWriter;
import io.outpost.ingest.ObservationRecords;
import io.outpost.ingest.SchemaIds;
import io.outpost.ingest.SentBefore;
import io.outpost.tracing.Traceparent;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** The log as the API writes it, and looks for what it has written. */
public final class Log implements AutoCloseable {
    private final LogWriter writer;
    private final ObservationRecords records;
    private final SentBefore sentBefore;

    /** Needs neither broker nor registry to start. */
    public Log(LogSettings settings) {
        KafkaAccess kafka = settings.kafka();
        writer = new LogWriter(kafka, settings.topic());
        records = new ObservationRecords(new SchemaIds(settings.registryUrl(), settings.topic()));
        sentBefore = new SentBefore(kafka, settings.topic());
    }

    Attempt attempt(Optional<Traceparent> trace) {
        return Attempt.only(writer, records, trace.orElse(null));
    }

    Attempt attempt(UUID requestId, BitSet before, Optional<Traceparent> trace) {
        return Attempt.of(requestId, before, writer, records, trace.orElse(null));
    }

    BitSet sentBefore(UUID requestId, Collection<String> placeIds, Instant since)
            throws LogUnavailableException {
        return sentBefore.find(requestId, placeIds, since);
    }

    @Override
    public void close() {
        writer.close();
    }
}
