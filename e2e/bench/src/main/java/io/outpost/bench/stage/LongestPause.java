package io.outpost.bench.stage;

/**
 * The longest time between neighbouring records of a partition, by the times that the broker gave
 * them. One thread adds; another may read when it has ended.
 */
final class LongestPause {
    private final long[] lastMillis;
    private volatile long longestMillis;

    LongestPause(int partitions) {
        lastMillis = new long[partitions];
    }

    void appended(int partition, long atMillis) {
        long before = lastMillis[partition];
        if (before != 0 && atMillis - before > longestMillis) {
            longestMillis = atMillis - before;
        }
        lastMillis[partition] = atMillis;
    }

    /** 0 when no partition has two records. */
    long millis() {
        return longestMillis;
    }
}
