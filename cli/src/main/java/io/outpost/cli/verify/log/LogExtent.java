package io.outpost.cli.verify.log;

/** How far a log was read. */
public interface LogExtent {
    /** True when the position lies in what was read. */
    boolean covers(int partition, long offset);

    /**
     * The least {@code received} of all partitions' last records: whatever is due before it has
     * become due. {@link PartitionCounts#NO_TIME} when a partition has no record.
     */
    long reachedMillis();
}
