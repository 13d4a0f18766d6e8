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

/** Versions of preferences as the API writes them to the log, and looks for what it has written. */
public final class PreferenceLog {
    /** From the claim of an attempt to its last record. */
    public static final Duration TO_SEND = Attempt.TO_SEND;

    /** So long after its claim all of an attempt is in the log, or never will be. */
    public static final Duration SETTLED_AFTER = TO_SEND.plus(LogWriter.DELIVERY_LIMIT);

    /** For looking. */
    public static final Duration TO_LOOK = SentBefore.LIMIT;

    private final LogWriter writer;
    private final PreferenceRecords records;
    private final SentBefore sentBefore;

    PreferenceLog(LogWriter writer, PreferenceRecords records, SentBefore sentBefore) {
        this.writer = writer;
        this.records = records;
        this.sentBefore = sentBefore;
    }

    /** False while the log has not taken what was sent lately, so that more had better wait. */
    public boolean isAccepting() {
        return writer.isAccepting();
    }

    /**
     * Writes an attempt; ends when the broker has acknowledged all of it.
     *
     * @param versions numbered as they stand here
     * @throws ProblemException LOG_UNAVAILABLE when one was not acknowledged: any of them may be in
     *     the log
     */
    public void write(UUID attempt, List<Preference> versions) {
        try {
            List<LogRecord> batch = new ArrayList<>(versions.size());
            for (Preference version : versions) {
                batch.add(records.of(version, SentBefore.header(attempt, batch.size())));
            }
            writer.send(batch).join();
        } catch (LogUnavailableException | CompletionException e) {
            throw Intake.problem(e);
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
            return sentBefore.find(attempts, placeIds, since);
        } catch (LogUnavailableException e) {
            throw Intake.problem(e);
        }
    }
}
