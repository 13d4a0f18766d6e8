package io.outpost.archive.postgres;

import io.outpost.archive.admit.RawObservation;
import io.outpost.archive.pipeline.Settings;
import io.outpost.flink.postgres.OutdatedPartitions;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers rows and writes them when a batch is full, when it has waited long enough, and before
 * each checkpoint. A batch that Postgres does not take is tried again; at last the job restarts
 * from its checkpoint. Used by one thread.
 */
final class RawRowWriter implements SinkWriter<RawObservation> {
    private static final Logger LOG = LoggerFactory.getLogger(RawRowWriter.class);

    private final Settings settings;
    private final ProcessingTimeService time;
    private final RawTable table;
    private final RawBatch batch;
    private final Counter written;
    private final Counter alreadyThere;
    private final Counter expired;
    private final Counter failures;
    private long firstKeptMillis;

    /**
     * @param drops true for the one writer of the job that drops what is older than the retention
     */
    RawRowWriter(
            Settings settings, ProcessingTimeService time, MetricGroup metrics, boolean drops) {
        this.settings = settings;
        this.time = time;
        this.table = new RawTable(settings);
        this.batch = new RawBatch(settings.batchRows());
        this.written = metrics.counter("rowsWritten");
        this.alreadyThere = metrics.counter("rowsAlreadyThere");
        this.expired = metrics.counter("rowsOlderThanRetention");
        this.failures = metrics.counter("postgresFailures");
        look();
        writeAgainLater();
        if (drops) {
            new OutdatedPartitions(
                            List.of(RawTable.NAME),
                            settings.retention(),
                            time,
                            () -> RawTable.open(settings),
                            metrics.counter("failedDrops"))
                    .dropFromNowOn();
        }
    }

    @Override
    public void write(RawObservation observation, Context context)
            throws IOException, InterruptedException {
        if (observation.observedAtMillis() < firstKeptMillis) {
            expired.inc();
            return;
        }
        if (!batch.hasRoom()) {
            write();
        }
        batch.add(observation);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        write();
    }

    @Override
    public void close() {
        table.close();
    }

    private void write() throws IOException, InterruptedException {
        for (int tries = 1; !batch.isEmpty(); tries++) {
            try {
                int rows = table.write(batch);
                written.inc(rows);
                alreadyThere.inc(batch.rows() - rows);
                batch.clear();
            } catch (SQLException e) {
                failures.inc();
                table.close();
                waitBeforeNextTry(tries, e);
            }
        }
        look();
    }

    private void waitBeforeNextTry(int tries, SQLException cause)
            throws IOException, InterruptedException {
        if (tries > settings.postgresRetries()) {
            throw new IOException(
                    "Postgres at %s did not take %d rows in %d tries"
                            .formatted(settings.postgresUrl(), batch.rows(), tries),
                    cause);
        }
        LOG.warn("Postgres did not take {} rows (try {})", batch.rows(), tries, cause);
        Thread.sleep(Duration.ofSeconds(tries).toMillis());
    }

    private void look() {
        firstKeptMillis = settings.retention().firstKeptMillis(time.getCurrentProcessingTime());
    }

    private void writeAgainLater() {
        var unused =
                time.registerTimer(
                        time.getCurrentProcessingTime() + settings.batchInterval().toMillis(),
                        now -> {
                            write();
                            writeAgainLater();
                        });
    }
}
