package io.outpost.api.health;

import java.util.Locale;

/** What the jobs of a Flink cluster do, of several the worst. */
enum ClusterState {
    /** They read the log and keep what they have read. */
    RUNNING("read the log"),
    /** A source waits for the schema registry, or for the clock. */
    WAITING("wait for the schema registry or for the clock instead of reading the log"),
    /** No checkpoint was completed for more than 10 intervals. */
    OVERDUE("have completed no checkpoint for more than 10 intervals"),
    /** The conditions job does not run, or the archive job is being started again. */
    IDLE("do not run"),
    /** The cluster does not answer, so nobody knows how far they are behind. */
    UNREACHABLE("cannot be asked: Flink does not answer");

    private final String sentence;

    ClusterState(String sentence) {
        this.sentence = sentence;
    }

    /** As programs read it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the jobs do, for people. */
    String sentence() {
        return sentence;
    }
}
