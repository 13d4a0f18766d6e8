package io.outpost.cli.replay.recording;

/** What of a recording could not be read, or not as it stands. */
public enum UnreadableReason {
    /**
     * The text of a quantity is no number: the quantity is left out, the rest of the observation is
     * sent.
     */
    BAD_NUMBER,

    /** The same of one that would be a number with the other decimal mark. */
    DECIMAL_MARK,

    /**
     * No time, or none that exists: the observation is not sent. Of a row with several observations
     * each counts.
     */
    BAD_TIME,

    /** No place or no sensor: the observation is not sent. */
    NO_ID,

    /** More cells than the header has, so that none can be trusted: the row is not sent. */
    LONG_ROW,

    /** A quotation mark that is never closed, or closed within a cell: the row is not sent. */
    BAD_QUOTES,

    /** No JSON object: the line is not sent. */
    BAD_JSON,

    /** Nothing in any column of a quantity: the observation is not sent. */
    NO_VALUE,

    /** A value slightly beyond its range, taken as the range's end as the mapping allows. */
    CLAMPED;

    /** False where all that the row had is sent. */
    boolean isLoss() {
        return this != NO_VALUE && this != CLAMPED;
    }
}
