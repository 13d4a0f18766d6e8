package io.outpost.flink.kafka;

/**
 * The log as the broker describes it: one offset per partition, in the order of their numbers. A
 * topic that does not exist has no partitions.
 *
 * @param topicId a topic that is deleted and made anew has another one; empty when there is none
 * @param firstOffsets of the oldest record that is left in each partition
 * @param endOffsets behind the newest record of each partition
 * @param timestampType setting {@code message.timestamp.type}
 * @param cleanupPolicy setting {@code cleanup.policy}
 */
public record LogState(
        String topicId,
        long[] firstOffsets,
        long[] endOffsets,
        String timestampType,
        String cleanupPolicy) {

    /** What the broker says of a topic that it does not have. */
    public static final LogState ABSENT = new LogState("", new long[0], new long[0], "", "");

    public LogState {
        if (firstOffsets.length != endOffsets.length) {
            throw new IllegalArgumentException(
                    firstOffsets.length + " first offsets, " + endOffsets.length + " ends");
        }
    }

    public int partitions() {
        return firstOffsets.length;
    }
}
