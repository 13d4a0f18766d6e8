package io.outpost.cli.send;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the broker has acknowledged: counters per place and per partition, offsets and a digest.
 * Written by the producer's thread, read by others.
 */
public final class SendLog {
    private final Map<String, Place> places = new HashMap<>();
    private final TreeMap<Integer, Partition> partitions = new TreeMap<>();
    private final RecordDigest digest = new RecordDigest();
    private final boolean remembersOffsets;
    private long count;

    /** Remembers the position of each record. */
    public SendLog() {
        this(true);
    }

    private SendLog(boolean remembersOffsets) {
        this.remembersOffsets = remembersOffsets;
    }

    /** One that does not grow while it runs: it does not know which records it has. */
    public static SendLog withoutOffsets() {
        return new SendLog(false);
    }

    /** The place of a record, found once for many records, with its counter. */
    public static final class Place {
        private final byte[] key;
        private long count;

        private Place(String id) {
            this.key = id.getBytes(StandardCharsets.UTF_8);
        }

        /** The id in UTF-8; not to be changed. */
        byte[] key() {
            return key;
        }
    }

    /** Offsets of one partition, which grow, as ranges: first to last. */
    private static final class Partition {
        private final TreeMap<Long, Long> ranges = new TreeMap<>();
        private long count;
        private long first = -1;
        private long last = -1;

        void add(long offset, boolean remember) {
            if (offset <= last) {
                throw new IllegalArgumentException(offset + " after " + last);
            }
            if (remember) {
                boolean follows = count > 0 && offset == last + 1;
                ranges.put(follows ? ranges.lastKey() : Long.valueOf(offset), offset);
            }
            if (count++ == 0) {
                first = offset;
            }
            last = offset;
        }

        boolean contains(long offset) {
            Map.Entry<Long, Long> range = ranges.floorEntry(offset);
            return range != null && offset <= range.getValue();
        }
    }

    /** Finds or adds a place. */
    public synchronized Place place(String id) {
        return places.computeIfAbsent(id, Place::new);
    }

    public synchronized void add(Place place, byte[] value, int partition, long offset) {
        count++;
        place.count++;
        partitions.computeIfAbsent(partition, p -> new Partition()).add(offset, remembersOffsets);
        digest.add(place.key, value);
    }

    /** Adds one whose position is not known. */
    public synchronized void add(Place place, byte[] value) {
        if (remembersOffsets) {
            throw new IllegalStateException("this log has offsets");
        }
        count++;
        place.count++;
        digest.add(place.key, value);
    }

    public synchronized long count() {
        return count;
    }

    /**
     * True when the record at this position was sent by this sender.
     *
     * @throws IllegalStateException without offsets
     */
    public synchronized boolean contains(int partition, long offset) {
        if (!remembersOffsets) {
            throw new IllegalStateException("this log has no offsets");
        }
        Partition known = partitions.get(partition);
        return known != null && known.contains(offset);
    }

    /**
     * All counters at one moment.
     *
     * @param mostPlaces counters of places are left out when there are more: quick however many
     *     there are
     */
    public synchronized Snapshot snapshot(int mostPlaces) {
        Map<String, Long> byPlace = places.size() > mostPlaces ? null : new TreeMap<>();
        if (byPlace != null) {
            places.forEach(
                    (id, place) -> {
                        if (place.count > 0) {
                            byPlace.put(id, place.count);
                        }
                    });
        }
        Map<Integer, PartitionCount> byPartition = new TreeMap<>();
        partitions.forEach(
                (number, p) ->
                        byPartition.put(number, new PartitionCount(p.count, p.first, p.last)));
        return new Snapshot(count, digest.hex(), byPlace, byPartition);
    }

    public Snapshot snapshot() {
        return snapshot(Integer.MAX_VALUE);
    }

    /**
     * All counters at one moment; written into the ledger as it is.
     *
     * @param places null: left out
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Snapshot(
            long acknowledged,
            String digest,
            Map<String, Long> places,
            Map<Integer, PartitionCount> partitions) {}

    /** Records in one partition; other senders' records may lie between the first and the last. */
    public record PartitionCount(long count, long firstOffset, long lastOffset) {}
}
