package io.outpost.flink.kafka;

/**
 * The log as a job's state knows it. It must have been taken before the {@link LogState} that it is
 * compared with: what is read after a look at the ends lies behind them.
 *
 * @param topicId of the topic that was read
 * @param nextOffsets per partition the offset behind the last record read, 0 when none was, {@link
 *     #NOT_READ_HERE} when another subtask reads the partition
 */
public record KnownLog(String topicId, int partitions, long[] nextOffsets) {
    /** Nothing is known of this partition, so its offsets are not judged. */
    public static final long NOT_READ_HERE = -1;

    public KnownLog {
        if (nextOffsets.length != partitions) {
            throw new IllegalArgumentException(
                    partitions + " partitions, " + nextOffsets.length + " offsets");
        }
    }
}
