package io.outpost.lakehouse.table;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Expires old snapshots, with the files that only they have. The newest one that was committed with
 * a checkpoint stays, however old: by it a restarted job knows what it has committed.
 */
final class Expiry {
    private Expiry() {}

    /** Returns how many snapshots have gone. */
    static long expire(Table table, Duration retention, Instant now) {
        long before = count(table);
        table.expireSnapshots()
                .expireOlderThan(firstKeptMillis(table, now.minus(retention).toEpochMilli()))
                .commit();
        table.refresh();
        return before - count(table);
    }

    private static long count(Table table) {
        return StreamSupport.stream(table.snapshots().spliterator(), false).count();
    }

    private static long firstKeptMillis(Table table, long retainedMillis) {
        return Commits.newest(table)
                .map(Snapshot::timestampMillis)
                .map(committedMillis -> Math.min(committedMillis, retainedMillis))
                .orElse(retainedMillis);
    }
}
