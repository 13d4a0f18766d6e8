package io.outpost.lakehouse.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.BaseCombinedScanTask;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.actions.BinPackRewriteFilePlanner;
import org.apache.iceberg.actions.RewriteDataFilesCommitManager;
import org.apache.iceberg.actions.RewriteFileGroup;
import org.apache.iceberg.actions.SizeBasedFileRewritePlanner;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.sink.RowDataTaskWriterFactory;
import org.apache.iceberg.flink.source.DataIterator;
import org.apache.iceberg.flink.source.RowDataFileScanTaskReader;
import org.apache.iceberg.io.TaskWriter;

/**
 * Writes the small files of each day anew as few large ones, by Iceberg's own plan. What is
 * committed replaces files by files with the same rows; readers of earlier snapshots keep theirs
 * until those expire.
 */
final class Compaction {
    /** A day with fewer small files than these is left alone. */
    private static final int LEAST_FILES = 5;

    /** Days that one snapshot replaces: a failure loses the work on at most so many. */
    private static final int DAYS_PER_COMMIT = 50;

    private final Table table;
    private final Snapshot snapshot;
    private final Set<RewriteFileGroup> written = new HashSet<>();
    private int files;

    private Compaction(Table table) {
        this.table = table;
        this.snapshot = table.currentSnapshot();
    }

    /**
     * Compacts a table that was loaded just now; returns how many files were replaced.
     *
     * @throws IOException also when the thread is interrupted
     */
    static int compact(Table table, long targetFileBytes) throws IOException {
        return table.currentSnapshot() == null ? 0 : new Compaction(table).run(targetFileBytes);
    }

    private int run(long targetFileBytes) throws IOException {
        for (RewriteFileGroup group : plan(targetFileBytes)) {
            group.setOutputFiles(rewrite(group));
            written.add(group);
            if (written.size() == DAYS_PER_COMMIT) {
                commit();
            }
        }
        commit();
        return files;
    }

    private List<RewriteFileGroup> plan(long targetFileBytes) {
        BinPackRewriteFilePlanner planner =
                new BinPackRewriteFilePlanner(
                        table, Expressions.alwaysTrue(), snapshot.snapshotId(), true);
        planner.init(
                Map.of(
                        SizeBasedFileRewritePlanner.TARGET_FILE_SIZE_BYTES,
                        Long.toString(targetFileBytes),
                        SizeBasedFileRewritePlanner.MIN_INPUT_FILES,
                        Integer.toString(LEAST_FILES)));
        List<RewriteFileGroup> groups = new ArrayList<>();
        planner.plan().groups().forEach(groups::add);
        return groups;
    }

    private Set<DataFile> rewrite(RewriteFileGroup group) throws IOException {
        TaskWriter<RowData> writer = writer(group);
        try (DataIterator<RowData> rows = rows(group)) {
            while (rows.hasNext()) {
                requireNotInterrupted();
                writer.write(rows.next());
            }
            Set<DataFile> compacted = Set.of(writer.dataFiles());
            requireSameRows(group, compacted);
            return compacted;
        } catch (IOException | RuntimeException e) {
            writer.abort();
            throw e;
        } finally {
            writer.close();
        }
    }

    private TaskWriter<RowData> writer(RewriteFileGroup group) {
        RowDataTaskWriterFactory writers =
                new RowDataTaskWriterFactory(
                        table,
                        FlinkSchemaUtil.convert(table.schema()),
                        group.inputSplitSize(),
                        FileFormat.PARQUET,
                        table.properties(),
                        null,
                        false);
        writers.initialize(0, 0);
        return writers.create();
    }

    private DataIterator<RowData> rows(RewriteFileGroup group) {
        List<FileScanTask> files = group.fileScanTasks();
        RowDataFileScanTaskReader reader =
                new RowDataFileScanTaskReader(
                        table.schema(), table.schema(), null, true, List.of());
        return new DataIterator<>(
                reader, new BaseCombinedScanTask(files), table.io(), table.encryption());
    }

    private void commit() {
        if (written.isEmpty()) {
            return;
        }
        new RewriteDataFilesCommitManager(table, snapshot.snapshotId())
                .commitOrClean(Set.copyOf(written));
        for (RewriteFileGroup group : written) {
            files += group.rewrittenFiles().size();
        }
        written.clear();
    }

    private static void requireSameRows(RewriteFileGroup group, Set<DataFile> compacted)
            throws IOException {
        long before = rowCount(group.rewrittenFiles());
        long after = rowCount(compacted);
        if (before != after) {
            throw new IOException(
                    "A compaction has read %d rows and written %d".formatted(before, after));
        }
    }

    private static long rowCount(Set<DataFile> files) {
        return files.stream().mapToLong(DataFile::recordCount).sum();
    }

    private static void requireNotInterrupted() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new IOException("interrupted");
        }
    }
}
