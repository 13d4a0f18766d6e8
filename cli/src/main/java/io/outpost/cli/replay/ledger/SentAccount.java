package io.outpost.cli.replay.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the broker has acknowledged: counts per place and per partition, offsets and a digest.
 * Written by the producer's thread, read by others.
 */
public final class SentAccount {
    private final Map<String, SentPlace> places = new HashMap<>();
    private final List<PartitionSoFar> partitions = new ArrayList<>();
    private final RecordDigest digest = new RecordDigest();
    private final boolean remembersOffsets;
    private long count;

    /** Remembers the position of each record. */
    public SentAccount() {
        this(true);
    }

    private SentAccount(boolean remembersOffsets) {
        this.remembersOffsets = remembersOffsets;
    }

    /** One that does not grow while it runs: it cannot be asked which records are its own. */
    public static SentAccount withoutOffsets() {
        return new SentAccount(false);
    }

    /** The place of a record, found once for many records; its count is part of the account. */
    public static final class SentPlace {
        private final byte[] key;
        private long count;

        private SentPlace(byte[] key) {
            this.key = key;
        }
    }

    private static final class PartitionSoFar {
        private final OffsetRanges offsets = new OffsetRanges();
        private long count;
        private long first = -1;
        private long last = -1;

        void add(long offset, boolean remember) {
            if (remember) {
                offsets.add(offset);
            }
            if (count == 0) {
                first = offset;
            }
            last = offset;
            count++;
        }
    }

    /**
     * Finds or adds a place.
     *
     * @param key the id in UTF-8; not to be changed
     */
    public synchronized SentPlace place(String placeId, byte[] key) {
        return places.computeIfAbsent(placeId, id -> new SentPlace(key));
    }

    public synchronized void add(String placeId, byte[] value, int partition, long offset) {
        SentPlace place = places.get(placeId);
        if (place == null) {
            place = place(placeId, placeId.getBytes(StandardCharsets.UTF_8));
        }
        add(place, value, partition, offset);
    }

    public synchronized void add(SentPlace place, byte[] value, int partition, long offset) {
        count++;
        place.count++;
        partition(partition).add(offset, remembersOffsets);
        digest.add(place.key, value);
    }

    public synchronized long count() {
        return count;
    }

    /**
     * True when the record at this position was sent by this replay.
     *
     * @throws IllegalStateException without offsets
     */
    public synchronized boolean contains(int partition, long offset) {
        if (!remembersOffsets) {
            throw new IllegalStateException("this account has no offsets");
        }
        return partition >= 0
                && partition < partitions.size()
                && partitions.get(partition).offsets.contains(offset);
    }

    /** All but the counts by place; quick however many places there are. */
    public synchronized Totals totals() {
        Map<Integer, PartitionCount> counts = new TreeMap<>();
        for (int number = 0; number < partitions.size(); number++) {
            PartitionSoFar soFar = partitions.get(number);
            if (soFar.count > 0) {
                counts.put(number, new PartitionCount(soFar.count, soFar.first, soFar.last));
            }
        }
        return new Totals(count, digest.hex(), counts);
    }

    public synchronized Snapshot snapshot() {
        Map<String, Long> byPlace = new TreeMap<>();
        places.forEach(
                (id, place) -> {
                    if (place.count > 0) {
                        byPlace.put(id, place.count);
                    }
                });
        Totals totals = totals();
        return new Snapshot(totals.acknowledged, totals.digest, byPlace, totals.partitions);
    }

    private PartitionSoFar partition(int number) {
        while (partitions.size() <= number) {
            partitions.add(new PartitionSoFar());
        }
        return partitions.get(number);
    }

    /** All counts at one moment; written into the ledger as it is. */
    public record Snapshot(
            long acknowledged,
            String digest,
            Map<String, Long> places,
            Map<Integer, PartitionCount> partitions) {}

    /** The same without the places. */
    public record Totals(
            long acknowledged, String digest, Map<Integer, PartitionCount> partitions) {}

    /** Records in one partition; other senders' records may lie between the first and the last. */
    public record PartitionCount(long count, long firstOffset, long lastOffset) {}
}
