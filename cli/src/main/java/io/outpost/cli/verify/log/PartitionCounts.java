package io.outpost.cli.verify.log;

/** What the records of one partition are, and how far its time has gone. */
public final class PartitionCounts {
    /** {@link #receivedMillis} before the first record. */
    public static final long NO_TIME = Long.MIN_VALUE;

    public long records;
    public long ticks;
    public long preferences;
    public long parameters;

    /** It begins with the mark of relog. */
    public boolean rewritten;

    /** Rejected by screening, with or without a place. */
    public long rejected;

    /** {@code received} of the last record. */
    public long receivedMillis = NO_TIME;

    /** Offset after the last record; control markers behind it are no records. */
    public long end;

    /** Takes the next record's append time, and returns its {@code received}. */
    public long receive(long appendedMillis) {
        receivedMillis = Math.max(receivedMillis, appendedMillis);
        return receivedMillis;
    }
}
