package io.outpost.lakehouse.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.lakehouse.parts.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.sink.SinkUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snapshots are real; the files that they name were never written. */
class CommitsTest {
    private static final OptionalLong NOTHING = OptionalLong.empty();

    @TempDir private Path folder;
    private Table table;

    @BeforeEach
    void prepare() {
        table =
                ObservationTable.prepare(
                        new Warehouse(folder.toUri().toString(), Map.of(), "outpost.raw"));
    }

    @Test
    void anEmptyTableMayBeBegunWithoutACheckpoint() {
        Commits.requireKnown(table, NOTHING);
        Commits.requireKnown(table, OptionalLong.of(3));
    }

    @Test
    void rowsThatAJobDoesNotKnowEndIt() {
        commit(1);
        commit(7);
        assertTrue(refusal(NOTHING).contains("without a checkpoint"));
        assertTrue(refusal(OptionalLong.of(6)).contains("up to checkpoint 7"));
        Commits.requireKnown(table, OptionalLong.of(7));
        Commits.requireKnown(table, OptionalLong.of(8));
    }

    @Test
    void compactionsStandBetweenCommitsAndChangeNothingOfThis() {
        commit(1);
        DataFile small = commit(2);
        compact(small);
        assertTrue(refusal(OptionalLong.of(1)).contains("up to checkpoint 2"));
        Commits.requireKnown(table, OptionalLong.of(2));
    }

    @Test
    void theTableGoesBackToACheckpoint() {
        commit(1);
        commit(2);
        long wanted = table.currentSnapshot().snapshotId();
        commit(4);
        compact(commit(5));
        Commits.goBack(table, 3);
        table.refresh();
        assertEquals(wanted, table.currentSnapshot().snapshotId());
        Commits.requireKnown(table, OptionalLong.of(3));
        Commits.goBack(table, 3);
        table.refresh();
        assertEquals(wanted, table.currentSnapshot().snapshotId());
    }

    @Test
    void aCheckpointWhoseSnapshotHasExpiredIsRefused() {
        commit(4);
        commit(5);
        expireAll();
        assertThrows(IllegalStateException.class, () -> Commits.goBack(table, 4));
    }

    /** A restarted job that did not find it would commit its files again. */
    @Test
    void theNewestCommitNeverExpires() {
        commit(1);
        compact(commit(2));
        expireAll();
        assertEquals(2, Rows.snapshots(table));
        assertTrue(refusal(OptionalLong.of(1)).contains("up to checkpoint 2"));
    }

    private void expireAll() {
        Expiry.expire(table, Duration.ofHours(1), Instant.now().plus(Duration.ofDays(1)));
    }

    private String refusal(OptionalLong restored) {
        return assertThrows(
                        SuppressRestartsException.class,
                        () -> Commits.requireKnown(table, restored))
                .getCause()
                .getMessage();
    }

    private DataFile commit(long checkpoint) {
        DataFile file = file("rows-of-" + checkpoint);
        table.newAppend()
                .appendFile(file)
                .set(SinkUtil.MAX_COMMITTED_CHECKPOINT_ID, Long.toString(checkpoint))
                .commit();
        return file;
    }

    private void compact(DataFile small) {
        table.newRewrite().deleteFile(small).addFile(file("compacted")).commit();
    }

    private DataFile file(String name) {
        return DataFiles.builder(table.spec())
                .withPath(folder.resolve(name + ".parquet").toString())
                .withPartitionPath("observed_at_day=2024-07-01")
                .withFileSizeInBytes(10)
                .withRecordCount(1)
                .build();
    }
}
