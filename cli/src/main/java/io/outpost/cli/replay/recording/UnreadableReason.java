package io.outpost.cli.replay.recording;

/** What of a recording could not be read. */
public enum UnreadableReason {
    /**
     * The text of a quantity is no number: the quantity is left out, the rest of the observation is
     * sent.
     */
    BAD_NUMBER,
    /**
     * No time, or none that exists: the observation is not sent. Of a row with several observations
     * each counts.
     */
    BAD_TIME,
    /** No place or no sensor: the observation is not sent. */
    NO_ID,
    /** Fewer columns than the mapping needs: the observation is not sent. */
    SHORT_ROW
}
