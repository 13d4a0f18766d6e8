package io.outpost.conditions.postgres;

import io.outpost.conditions.pipeline.Settings;
import io.outpost.core.place.Emission;
import io.outpost.core.place.PaneRow;
import io.outpost.flink.postgres.OutdatedPartitions;
import io.outpost.flink.settings.Retention;
import io.outpost.tracing.Spans;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.apache.flink.connector.jdbc.datasource.connections.SimpleJdbcConnectionProvider;
import org.apache.flink.connector.jdbc.internal.JdbcOutputFormat;
import org.apache.flink.connector.jdbc.internal.JdbcOutputSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Derived rows to Postgres, at least once; the guarded upserts make that exactly once in effect.
 * The connector batches, retries and reconnects; only what a batch is stands here (docs/adr/0003).
 */
public final class PostgresRows implements Sink<Emission> {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresRows.class);
    private static final int CONNECTION_CHECK_SECONDS = 10;

    private final JdbcConnectionOptions connection;
    private final JdbcExecutionOptions execution;
    private final Retention paneRetention;
    private final String tracesUrl;
    private final long writerEpoch;

    /**
     * @param epoch of this submission
     */
    public PostgresRows(Settings settings, long epoch) {
        connection =
                new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                        .withUrl(settings.postgresUrl())
                        .withDriverName("org.postgresql.Driver")
                        .withUsername(settings.postgresUser())
                        .withPassword(settings.postgresPassword())
                        .withConnectionCheckTimeoutSeconds(CONNECTION_CHECK_SECONDS)
                        .withProperty("ApplicationName", "outpost-conditions")
                        .withProperty("socketTimeout", "150")
                        .withProperty("tcpKeepAlive", "true")
                        .build();
        execution =
                JdbcExecutionOptions.builder()
                        .withBatchSize(settings.postgresBatchRows())
                        .withBatchIntervalMs(settings.postgresBatchInterval().toMillis())
                        .withMaxRetries(settings.postgresRetries())
                        .build();
        paneRetention = settings.paneRetention();
        tracesUrl = settings.tracesUrl();
        writerEpoch = epoch;
    }

    @Override
    public SinkWriter<Emission> createWriter(WriterInitContext context) throws IOException {
        long epoch = writerEpoch;
        Predicate<PaneRow> kept = retain(context);
        ProcessingTimeService time = context.getProcessingTimeService();
        RowMetrics metrics = new RowMetrics(context.metricGroup(), time::getCurrentProcessingTime);
        Spans spans = Spans.orNull(tracesUrl, "outpost-conditions");
        RowTraces traces = new RowTraces(spans, time::getCurrentProcessingTime);
        JdbcConnectionProvider provider = new SimpleJdbcConnectionProvider(connection);
        JdbcOutputFormat<Emission, Emission, DerivedRowExecutor> format =
                new JdbcOutputFormat<>(
                        provider,
                        execution,
                        () -> new DerivedRowExecutor(epoch, kept, metrics, traces));
        // Rows are immutable: the batch may hold them as they come.
        format.open(JdbcOutputSerializer.of(context.createInputSerializer(), true));
        return new Writer(format, provider, spans);
    }

    /** The first writer of the job drops what is older. */
    private PaneRetention retain(WriterInitContext context) {
        ProcessingTimeService time = context.getProcessingTimeService();
        if (context.getTaskInfo().getIndexOfThisSubtask() == 0) {
            new OutdatedPartitions(
                            PaneRetention.TABLES,
                            paneRetention,
                            time,
                            this::connect,
                            context.metricGroup().counter("failedDrops"))
                    .dropFromNowOn();
        }
        return new PaneRetention(
                paneRetention,
                time::getCurrentProcessingTime,
                context.metricGroup().counter("rowsOlderThanRetention"));
    }

    private Connection connect() throws SQLException {
        try {
            return new SimpleJdbcConnectionProvider(connection).getOrEstablishConnection();
        } catch (ClassNotFoundException e) {
            throw new SQLException(e);
        }
    }

    private record Writer(
            JdbcOutputFormat<Emission, Emission, DerivedRowExecutor> format,
            JdbcConnectionProvider provider,
            Spans spans)
            implements SinkWriter<Emission> {
        @Override
        public void write(Emission row, Context context) throws IOException {
            format.writeRecord(row);
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            format.flush();
            format.checkFlushException();
        }

        /**
         * What is complete was flushed before; what waits after a failure is sent again. An
         * exception from here would end the whole TaskManager, and hide the failure.
         */
        @Override
        public void close() {
            try {
                format.close();
            } catch (RuntimeException e) {
                LOG.warn("Rows that waited were not written", e);
            } finally {
                provider.closeConnection();
                if (spans != null) {
                    spans.close();
                }
            }
        }
    }
}
