package io.outpost.flink.postgres;

import io.outpost.flink.settings.Retention;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops the partitions of tables that are wholly older than their retention, at the start and once
 * an hour. What is not dropped now is dropped an hour later: that is no reason to stop writing.
 */
public final class OutdatedPartitions {
    private static final Logger LOG = LoggerFactory.getLogger(OutdatedPartitions.class);
    private static final Duration BETWEEN_DROPS = Duration.ofHours(1);

    private final List<String> tables;
    private final Retention retention;
    private final ProcessingTimeService time;
    private final Connections connections;
    private final Counter failures;

    /** Makes a new connection. */
    public interface Connections {
        Connection open() throws SQLException;
    }

    /**
     * @param failures counts the times that a table's were not dropped
     */
    public OutdatedPartitions(
            List<String> tables,
            Retention retention,
            ProcessingTimeService time,
            Connections connections,
            Counter failures) {
        this.tables = tables;
        this.retention = retention;
        this.time = time;
        this.connections = connections;
        this.failures = failures;
    }

    /** To be called by one writer of the job. */
    public void dropFromNowOn() {
        if (retention.isForEver()) {
            return;
        }
        tables.forEach(this::drop);
        var unused =
                time.registerTimer(
                        time.getCurrentProcessingTime() + BETWEEN_DROPS.toMillis(),
                        now -> dropFromNowOn());
    }

    private void drop(String table) {
        long firstKeptMillis = retention.firstKeptMillis(time.getCurrentProcessingTime());
        try (Connection connection = connections.open()) {
            int dropped = new Partitions(table).dropBefore(connection, firstKeptMillis);
            LOG.info("Dropped {} partitions of {} older than the retention", dropped, table);
        } catch (SQLException e) {
            failures.inc();
            LOG.warn("Partitions of {} older than the retention were not dropped", table, e);
        }
    }
}
