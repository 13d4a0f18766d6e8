package io.outpost.lakehouse.table;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.TableLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compacts the table and expires its snapshots now and then, in a thread of its own, so that no
 * checkpoint waits for it. A failure is counted, and never fails the job. It is given no rows.
 */
final class Maintenance<T> implements StatefulSinkWriter<T, Long> {
    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);
    private static final long CLOSING_SECONDS = 10;

    private final Warehouse warehouse;
    private final MaintenanceRules rules;
    private final Counter filesCompacted;
    private final Counter snapshotsExpired;
    private final Counter failures;
    private final ScheduledExecutorService thread;

    Maintenance(Warehouse warehouse, MaintenanceRules rules, MetricGroup metrics) {
        this.warehouse = warehouse;
        this.rules = rules;
        filesCompacted = metrics.counter("filesCompacted");
        snapshotsExpired = metrics.counter("snapshotsExpired");
        failures = metrics.counter("failedMaintenances");
        thread =
                Executors.newSingleThreadScheduledExecutor(
                        task -> new Thread(task, "lakehouse maintenance"));
        long pauseMillis = rules.interval().toMillis();
        var unused =
                thread.scheduleWithFixedDelay(
                        this::maintain, pauseMillis, pauseMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void write(T row, Context context) {
        throw new IllegalStateException("rows are written by another sink");
    }

    @Override
    public void flush(boolean endOfInput) {
        // There is nothing to write.
    }

    @Override
    public List<Long> snapshotState(long checkpoint) {
        return List.of(checkpoint);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The maintenance of {} has not ended yet", warehouse.tableName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The table is loaded anew each time: what was loaded before may have been deleted since. */
    private void maintain() {
        try (TableLoader loader = warehouse.loader()) {
            loader.open();
            Table table = loader.loadTable();
            filesCompacted.inc(Compaction.compact(table, rules.targetFileBytes()));
            snapshotsExpired.inc(Expiry.expire(table, rules.snapshotRetention(), Instant.now()));
        } catch (IOException | RuntimeException e) {
            failures.inc();
            LOG.warn("The maintenance of {} has failed", warehouse.tableName(), e);
        }
    }
}
