package io.outpost.bench.contender;

import io.outpost.bench.digest.RowDigest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * The row digests of all sinks in this process, and the records that a peer has processed. The
 * engines make their parts from serialized copies, so this is where they and the watcher meet.
 */
final class SharedCounts {
    private static final List<RowDigest> DIGESTS = new CopyOnWriteArrayList<>();
    private static final LongAdder PROCESSED = new LongAdder();

    private SharedCounts() {}

    static RowDigest newDigest() {
        RowDigest digest = new RowDigest();
        DIGESTS.add(digest);
        return digest;
    }

    static void addProcessed(long records) {
        PROCESSED.add(records);
    }

    /** Starts from 0: what sinks of an earlier pass still add no longer counts. */
    static void reset() {
        DIGESTS.clear();
        PROCESSED.reset();
    }

    static long processed() {
        return PROCESSED.sum();
    }

    static long rows() {
        return DIGESTS.stream().mapToLong(RowDigest::rows).sum();
    }

    static long digest() {
        return DIGESTS.stream().mapToLong(RowDigest::digest).sum();
    }
}
