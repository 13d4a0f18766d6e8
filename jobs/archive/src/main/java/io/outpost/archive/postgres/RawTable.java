package io.outpost.archive.postgres;

import io.outpost.archive.pipeline.Settings;
import io.outpost.core.weather.Quantity;
import io.outpost.flink.postgres.CopyBytes;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
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

    private static final String MAKE_PARTITIONS =
            "SELECT outpost.make_raw_partition(date '1970-01-01' + day) FROM unnest(?) AS day";
    private static final String DROP_PARTITIONS = "SELECT outpost.drop_raw_partitions_before(?)";

    private final Settings settings;
    private final Set<Integer> partitions = new HashSet<>();
    private Connection connection;

    RawTable(Settings settings) {
        this.settings = settings;
    }

    /** Writes the rows that are not there yet, all or none; returns how many. */
    int write(RawBatch batch) throws SQLException {
        connect();
        makePartitions(batch.days());
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

    /** Drops the partitions of all days (since 1970) before the given one; returns how many. */
    int dropBefore(int day) throws SQLException {
        connect();
        int dropped = 0;
        try (PreparedStatement statement = connection.prepareStatement(DROP_PARTITIONS)) {
            statement.setObject(1, LocalDate.ofEpochDay(day));
            for (int now = -1; now != 0; dropped += now) {
                try (ResultSet result = statement.executeQuery()) {
                    result.next();
                    now = result.getInt(1);
                }
            }
        }
        partitions.removeIf(known -> known < day);
        return dropped;
    }

    /** Ends the connection, also a broken one. The next call makes a new one. */
    @Override
    public void close() {
        partitions.clear();
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
        if (connection != null) {
            return;
        }
        Properties properties = new Properties();
        properties.setProperty("user", settings.postgresUser());
        properties.setProperty("password", settings.postgresPassword());
        properties.setProperty("ApplicationName", "outpost-archive");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "150");
        properties.setProperty("tcpKeepAlive", "true");
        connection = new Driver().connect(settings.postgresUrl(), properties);
        if (connection == null) {
            throw new SQLException(
                    "postgres.url: %s does not begin with jdbc:postgresql:"
                            .formatted(settings.postgresUrl()));
        }
        prepare();
    }

    private void prepare() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '30s'");
            statement.execute("SET statement_timeout = '120s'");
            statement.execute(
                    "CREATE TEMPORARY TABLE raw_batch (LIKE outpost.raw_observations) ON COMMIT DELETE ROWS");
        }
    }

    /** Each in time for its first row, and once per connection. */
    private void makePartitions(Set<Integer> days) throws SQLException {
        List<Integer> missing = new ArrayList<>(days);
        missing.removeAll(partitions);
        if (missing.isEmpty()) {
            return;
        }
        Array array = connection.createArrayOf("int4", missing.toArray());
        try (PreparedStatement statement = connection.prepareStatement(MAKE_PARTITIONS)) {
            statement.setArray(1, array);
            statement.execute();
        }
        partitions.addAll(missing);
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
