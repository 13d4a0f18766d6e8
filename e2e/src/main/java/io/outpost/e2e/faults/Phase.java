package io.outpost.e2e.faults;

import java.util.Locale;

/** What the conditions job was doing when a kill hit it; also what a kill is aimed at. */
enum Phase {
    /** It ran, and had written nothing to Kafka since its last checkpoint. */
    IDLE,
    /** It had written to Kafka since its last checkpoint. */
    OPEN_TRANSACTION,
    /** A checkpoint had begun and was not complete. */
    SNAPSHOT,
    /** A checkpoint was complete, and a transaction that it covers was not committed. */
    COMMIT_WINDOW,
    /** Its tasks were not all running yet after an earlier kill. */
    RESTORE,
    /** A savepoint had begun and was not complete. */
    SAVEPOINT,
    /**
     * A deadline had emitted something that no complete checkpoint covered. Found after the run,
     * beside one of the others: {@link UncoveredDeadlines}.
     */
    AFTER_DEADLINE;

    /** True for those in which exactly-once is at stake. */
    boolean isCritical() {
        return this == COMMIT_WINDOW || this == RESTORE || this == SAVEPOINT;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
