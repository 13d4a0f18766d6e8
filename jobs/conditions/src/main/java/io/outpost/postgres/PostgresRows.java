package io.outpost.postgres;

import io.outpost.conditions.Settings;
import io.outpost.operate.DerivedRow;
import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.datasource.connections.SimpleJdbcConnectionProvider;
import org.apache.flink.connector.jdbc.internal.JdbcOutputFormat;
import org.apache.flink.connector.jdbc.internal.JdbcOutputSerializer;

/**
 * Derived rows to Postgres, at least once; the guarded upserts make that exactly once in effect.
 * The connector batches, retries and reconnects; only what a batch is stands here (docs/adr/0003).
 */
public final class PostgresRows implements Sink<DerivedRow> {
    private static final int CONNECTION_CHECK_SECONDS = 10;

    private final JdbcConnectionOptions connection;
    private final JdbcExecutionOptions execution;
    private final long writerEpoch;

    public PostgresRows(Settings settings) {
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
        writerEpoch = settings.writerEpoch();
    }

    @Override
    public SinkWriter<DerivedRow> createWriter(WriterInitContext context) throws IOException {
        long epoch = writerEpoch;
        JdbcOutputFormat<DerivedRow, DerivedRow, DerivedRowExecutor> format =
                new JdbcOutputFormat<>(
                        new SimpleJdbcConnectionProvider(connection),
                        execution,
                        () -> new DerivedRowExecutor(epoch));
        // Rows are immutable: the batch may hold them as they come.
        format.open(JdbcOutputSerializer.of(context.createInputSerializer(), true));
        return new Writer(format);
    }

    private record Writer(JdbcOutputFormat<DerivedRow, DerivedRow, DerivedRowExecutor> format)
            implements SinkWriter<DerivedRow> {
        @Override
        public void write(DerivedRow row, Context context) throws IOException {
            format.writeRecord(row);
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            format.flush();
            format.checkFlushException();
        }

        @Override
        public void close() {
            format.close();
        }
    }
}
