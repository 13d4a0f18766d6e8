package io.outpost.cli.replay.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the broker has acknowledged: counts per place and per partition, offsets and a digest.
 * Written by the producer's thread, read by others.
 */
public final class SentAccount {
    private final Map<String, Long> countByPlace = new HashMap<>();
    private final Map<Integer, Long> countByPartition = new TreeMap<>();
    private final Map<Integer, OffsetRanges> offsets = new TreeMap<>();
    private final RecordDigest digest = new RecordDigest();
    private long count;

    public synchronized void add(String placeId, byte[] value, int partition, long offset) {
        count++;
        countByPlace.merge(placeId, 1L, Long::sum);
        countByPartition.merge(partition, 1L, Long::sum);
        offsets.computeIfAbsent(partition, p -> new OffsetRanges()).add(offset);
        digest.add(placeId, value);
    }

    public synchronized long count() {
        return count;
    }

    /** True when the record at this position was sent by this replay. */
    public synchronized boolean contains(int partition, long offset) {
        OffsetRanges ranges = offsets.get(partition);
        return ranges != null && ranges.contains(offset);
    }

    public synchronized Snapshot snapshot() {
        Map<Integer, PartitionCount> partitions = new TreeMap<>();
        countByPartition.forEach(
                (partition, n) -> {
                    OffsetRanges ranges = offsets.get(partition);
                    partitions.put(partition, new PartitionCount(n, ranges.first(), ranges.last()));
                });
        return new Snapshot(count, digest.hex(), new TreeMap<>(countByPlace), partitions);
    }

    /** All counts at one moment; written into the ledger as it is. */
    public record Snapshot(
            long acknowledged,
            String digest,
            Map<String, Long> places,
            Map<Integer, PartitionCount> partitions) {}

    /** Records in one partition; other senders' records may lie between the first and the last. */
    public record PartitionCount(long count, long firstOffset, long lastOffset) {}
}
