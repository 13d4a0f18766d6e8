package io.outpost.lakehouse.table;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.sink.SinkUtil;

/**
 * What a table's snapshots say of the checkpoints that they were committed with. Each checkpoint of
 * the job with rows is one snapshot; those of compactions stand between them and name none.
 */
public final class Commits {
    private Commits() {}

    /**
     * Holds that a job knows all rows of the table: else it would write those again that it reads
     * again.
     *
     * @param restored the checkpoint that the job goes on from; empty: none
     * @throws SuppressRestartsException with what to do; the job ends
     */
    static void requireKnown(Table table, OptionalLong restored) {
        if (restored.isEmpty() && table.currentSnapshot() != null) {
            throw stopping(
                    "The table %s has rows, and the job starts without a checkpoint. Start it from its newest one (flink run -s), or name another table (lakehouse.table)."
                            .formatted(table.name()));
        }
        Optional<Snapshot> newest = newest(table);
        if (newest.isPresent() && checkpoint(newest.get()) > restored.getAsLong()) {
            throw stopping(
                    "The table %s has rows up to checkpoint %d, and the job goes on from checkpoint %d: it would write rows again. Start it from the newest checkpoint, or take those rows out by --set lakehouse.back-to-checkpoint=%d."
                            .formatted(
                                    table.name(),
                                    checkpoint(newest.get()),
                                    restored.getAsLong(),
                                    restored.getAsLong()));
        }
    }

    /**
     * Makes the snapshot current again that was when a checkpoint was complete, for a job that goes
     * on from there; while no job writes to the table.
     *
     * @throws IllegalStateException when that snapshot has expired
     */
    public static void goBack(Table table, long checkpoint) {
        Optional<Snapshot> newest = newest(table);
        if (newest.isEmpty() || checkpoint(newest.get()) <= checkpoint) {
            return;
        }
        Snapshot earlier =
                newest(table, snapshot -> checkpoint(snapshot) <= checkpoint)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "%s has no snapshot of checkpoint %d any more (lakehouse.snapshot-retention)"
                                                        .formatted(table.name(), checkpoint)));
        table.manageSnapshots().rollbackTo(earlier.snapshotId()).commit();
    }

    /** The newest snapshot that was committed with a checkpoint. */
    static Optional<Snapshot> newest(Table table) {
        return newest(table, snapshot -> true);
    }

    private static Optional<Snapshot> newest(Table table, Predicate<Snapshot> wanted) {
        Snapshot snapshot = table.currentSnapshot();
        while (snapshot != null && !(isOfACheckpoint(snapshot) && wanted.test(snapshot))) {
            Long parent = snapshot.parentId();
            snapshot = parent == null ? null : table.snapshot(parent);
        }
        return Optional.ofNullable(snapshot);
    }

    private static boolean isOfACheckpoint(Snapshot snapshot) {
        return snapshot.summary().containsKey(SinkUtil.MAX_COMMITTED_CHECKPOINT_ID);
    }

    private static long checkpoint(Snapshot snapshot) {
        return Long.parseLong(snapshot.summary().get(SinkUtil.MAX_COMMITTED_CHECKPOINT_ID));
    }

    private static SuppressRestartsException stopping(String message) {
        return new SuppressRestartsException(new IllegalStateException(message));
    }
}
