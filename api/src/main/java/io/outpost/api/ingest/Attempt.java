package io.outpost.api.ingest;

import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.ingest.LogRecord;
import io.outpost.ingest.LogUnavailableException;
import io.outpost.ingest.LogWriter;
import io.outpost.ingest.ObservationRecords;
import io.outpost.ingest.SentBefore;
import io.outpost.tracing.Traceparent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * One attempt to write the observations of a request to the log. Of a request with a key it leaves
 * out those that an earlier attempt has written, and ends in time for a later one.
 */
final class Attempt {
    /** From the claim of a key to its last record. */
    static final Duration TO_SEND = Duration.ofSeconds(8);

    private final LogWriter log;
    private final ObservationRecords records;
    private final Traceparent trace;
    private final UUID requestId;
    private final BitSet sentBefore;
    private final long beganNanos = System.nanoTime();

    private Attempt(
            LogWriter log,
            ObservationRecords records,
            Traceparent trace,
            UUID requestId,
            BitSet sentBefore) {
        this.log = log;
        this.records = records;
        this.trace = trace;
        this.requestId = requestId;
        this.sentBefore = sentBefore;
    }

    /**
     * Of a request without a key.
     *
     * @param trace null: it is not traced
     */
    static Attempt only(LogWriter log, ObservationRecords records, Traceparent trace) {
        return new Attempt(log, records, trace, null, new BitSet());
    }

    /** Of a request with a key. */
    static Attempt of(
            UUID requestId,
            BitSet sentBefore,
            LogWriter log,
            ObservationRecords records,
            Traceparent trace) {
        return new Attempt(log, records, trace, requestId, sentBefore);
    }

    /** Sends them together; completes as {@link LogWriter#send} does. */
    CompletableFuture<Void> send(List<Sent> observations) {
        if (requestId != null && System.nanoTime() - beganNanos > TO_SEND.toNanos()) {
            return CompletableFuture.failedFuture(
                    unavailable("The request has waited for too long."));
        }
        List<LogRecord> batch = new ArrayList<>(observations.size());
        try {
            for (Sent one : observations) {
                if (!sentBefore.get(one.index())) {
                    batch.add(records.of(one.parsed().observation(), headers(one.index())));
                }
            }
        } catch (LogUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
        return log.send(batch);
    }

    private List<Header> headers(int index) {
        List<Header> headers = new ArrayList<>(2);
        if (requestId != null) {
            headers.add(SentBefore.header(requestId, index));
        }
        if (trace != null) {
            headers.add(new RecordHeader(Traceparent.HEADER, trace.bytes()));
        }
        return headers;
    }

    static ProblemException unavailable(String detail) {
        return new ProblemException(
                ProblemKind.LOG_UNAVAILABLE,
                detail
                        + " Send it again, with the same "
                        + IdempotencyKey.HEADER
                        + " if it has one.");
    }
}
