package io.outpost.api.ingest;

import io.outpost.api.web.ProblemException;
import io.outpost.ingest.LogRecord;
import io.outpost.ingest.LogUnavailableException;
import io.outpost.ingest.LogWriter;
import io.outpost.ingest.PreferenceRecords;
import io.outpost.ingest.SentBefore;
import io.outpost.schemas.Preference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Versions of preferences as the API writes them to the log, and looks for what it has written. */
public final class PreferenceLog {
    /** From the claim of an attempt to its last record. */
    public static final Duration TO_SEND = Attempt.TO_SEND;

    /** So long after its claim all of an attempt is in the log, or never will be. */
    public static final Duration SETTLED_AFTER = TO_SEND.plus(LogWriter.DELIVERY_LIMIT);

    /** For looking: nobody waits for the answer, and the log may have grown since. */
    public static final Duration TO_LOOK = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(PreferenceLog.class);

    private final LogWriter writer;
    private final PreferenceRecords records;
    private final SentBefore sentBefore;

    PreferenceLog(LogWriter writer, PreferenceRecords records, SentBefore sentBefore) {
        this.writer = writer;
        this.records = records;
        this.sentBefore = sentBefore;
    }

    /** What became of an attempt. */
    public enum Outcome {
        /** The broker has acknowledged all of it. */
        WRITTEN,
        /** Nothing of it was sent. */
        NOT_SENT,
        /** Any of it may be in the log. */
        UNSURE
    }

    /**
     * Writes an attempt; ends when that is settled.
     *
     * @param versions numbered as they stand here
     */
    public Outcome write(UUID attempt, List<Preference> versions) {
        List<LogRecord> batch = new ArrayList<>(versions.size());
        try {
            for (Preference version : versions) {
                batch.add(records.of(version, SentBefore.header(attempt, batch.size())));
            }
        } catch (LogUnavailableException e) {
            LOG.debug("No schema: {}", e.toString());
            return Outcome.NOT_SENT;
        }
        try {
            writer.send(batch).join();
            return Outcome.WRITTEN;
        } catch (CompletionException e) {
            // What was refused before it was sent has failed for nothing else.
            return e.getCause().getCause() == null ? Outcome.NOT_SENT : Outcome.UNSURE;
        }
    }

    /**
     * Which numbers of attempts are in the log; to be asked once they are settled.
     *
     * @param placeIds of all of their versions
     * @param since when the first of them was claimed
     * @throws ProblemException LOG_UNAVAILABLE when the log cannot be read to its end in time
     */
    public Map<UUID, BitSet> find(Set<UUID> attempts, Collection<String> placeIds, Instant since) {
        try {
            return sentBefore.find(attempts, placeIds, since, TO_LOOK);
        } catch (LogUnavailableException e) {
            throw Intake.problem(e);
        }
    }
}
