package io.outpost.flink.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/**
 * The partitions of a table, as far as they are known to be there. Which time belongs to which one
 * is Postgres's to say (outpost.make_partition).
 */
public final class Partitions {
    private static final String MAKE = "SELECT from_at, to_at FROM outpost.make_partition(?, ?)";
    private static final String DROP = "SELECT outpost.drop_partitions_before(?, ?)";

    private final String table;
    private final TreeMap<Long, Long> ends = new TreeMap<>();

    /** None is known yet. */
    public Partitions(String table) {
        this.table = table;
    }

    /**
     * Makes the partition of a time (ms since 1970), unless it is known to be there; ends the
     * transaction, so that no more locks are held than one needs.
     */
    public void require(Connection connection, long atMillis) throws SQLException {
        Map.Entry<Long, Long> known = ends.floorEntry(atMillis);
        if (known != null && atMillis < known.getValue()) {
            return;
        }
        try (PreparedStatement statement = prepare(connection, MAKE, atMillis);
                ResultSet bounds = statement.executeQuery()) {
            bounds.next();
            ends.put(millis(bounds, 1), millis(bounds, 2));
        }
        commit(connection);
    }

    /** After a failure: somebody else may have dropped one. */
    public void forget() {
        ends.clear();
    }

    /** Drops those that ended at or before a time (ms since 1970); returns how many. */
    int dropBefore(Connection connection, long atMillis) throws SQLException {
        int dropped = 0;
        int more;
        do {
            more = dropSome(connection, atMillis);
            dropped += more;
        } while (more > 0);
        return dropped;
    }

    private int dropSome(Connection connection, long atMillis) throws SQLException {
        try (PreparedStatement statement = prepare(connection, DROP, atMillis);
                ResultSet result = statement.executeQuery()) {
            result.next();
            int dropped = result.getInt(1);
            commit(connection);
            return dropped;
        }
    }

    private PreparedStatement prepare(Connection connection, String sql, long atMillis)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, table);
        statement.setObject(2, Instant.ofEpochMilli(atMillis).atOffset(ZoneOffset.UTC));
        return statement;
    }

    private static void commit(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    private static long millis(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant().toEpochMilli();
    }
}
