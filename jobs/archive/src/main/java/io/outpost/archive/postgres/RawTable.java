package io.outpost.archive.postgres;

import io.outpost.archive.pipeline.Settings;
import io.outpost.core.weather.Quantity;
import io.outpost.flink.postgres.CopyBytes;
import io.outpost.flink.postgres.Partitions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The table of raw observations over one connection, which is made when it is needed. A batch is
 * one transaction: COPY to a temporary table, and from there what is not yet known.
 */
final class RawTable implements AutoCloseable {
    /** In the order in which a row's bytes stand. */
    static final List<String> COLUMNS = columns();

    private static final String COPY =
            "COPY raw_batch (%s) FROM STDIN (FORMAT binary)".formatted(names());

    /**
     * In the order of the log, which a table does not keep: of several with one key the first wins.
     */
    private static final String INSERT =
            "INSERT INTO outpost.raw_observations (%1$s) SELECT %1$s FROM raw_batch ORDER BY kafka_partition, kafka_offset ON CONFLICT DO NOTHING"
                    .formatted(names());

    static final String NAME = "raw_observations";

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final Settings settings;
    private final Partitions partitions = new Partitions(NAME);
    private Connection connection;

    RawTable(Settings settings) {
        this.settings = settings;
    }

    /** Writes the rows that are not there yet, all or none; returns how many. */
    int write(RawBatch batch) throws SQLException {
        connect();
        for (int day : batch.days()) {
            partitions.require(connection, day * DAY_MILLIS);
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            copy(batch.bytes());
            int rows = statement.executeUpdate(INSERT);
            connection.commit();
            return rows;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Ends the connection, also a broken one. The next call makes a new one. */
    @Override
    public void close() {
        partitions.forget();
        Connection ended = connection;
        connection = null;
        if (ended != null) {
            try {
                ended.close();
            } catch (SQLException e) {
                // It was broken, which is why it is closed.
            }
        }
    }

    private void connect() throws SQLException {
        if (connection == null) {
            connection = open(settings);
            prepare();
        }
    }

    /** A new connection, which is not this table's. */
    static Connection open(Settings settings) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.postgresUser());
        properties.setProperty("password", settings.postgresPassword());
        properties.setProperty("ApplicationName", "outpost-archive");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "150");
        properties.setProperty("tcpKeepAlive", "true");
        Connection opened = new Driver().connect(settings.postgresUrl(), properties);
        if (opened == null) {
            throw new SQLException(
                    "postgres.url: %s does not begin with jdbc:postgresql:"
                            .formatted(settings.postgresUrl()));
        }
        return opened;
    }

    private void prepare() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '30s'");
            statement.execute("SET statement_timeout = '120s'");
            statement.execute(
                    "CREATE TEMPORARY TABLE raw_batch (LIKE outpost.raw_observations) ON COMMIT DELETE ROWS");
        }
    }

    private void copy(CopyBytes bytes) throws SQLException {
        bytes.end();
        try {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
            copy.writeToCopy(bytes.array(), 0, bytes.length());
            copy.endCopy();
        } finally {
            bytes.reopen();
        }
    }

    private static String names() {
        return String.join(", ", COLUMNS);
    }

    private static List<String> columns() {
        List<String> columns =
                new ArrayList<>(
                        List.of(
                                "place_id",
                                "sensor_id",
                                "observed_at",
                                "observed_millisecond",
                                "received_at",
                                "kafka_partition",
                                "kafka_offset",
                                "reporting_interval_seconds"));
        for (Quantity quantity : Quantity.sent()) {
            columns.add(quantity.columnName());
        }
        columns.add("flagged");
        columns.add("extras");
        return List.copyOf(columns);
    }
}
