package io.outpost.cli.verify.rows;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Properties;

/** The result tables, read in one snapshot and as a stream. */
public final class Results implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 2000;

    private final Connection connection;

    /** Receives each row. */
    public interface Rows {
        void row(ResultSet row) throws SQLException;
    }

    public Results(String url, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user == null ? "postgres" : user);
        properties.setProperty("password", password == null ? "" : password);
        properties.setProperty("ApplicationName", "outpost-verify");
        // Numbers come as they are, not as text.
        properties.setProperty("prepareThreshold", "-1");
        this.connection = DriverManager.getConnection(url, properties);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
    }

    /** Reads the rows of some places, a place's rows one after another. */
    public void ofPlaces(Collection<String> places, String select, Rows rows) throws SQLException {
        String sql = select.replace("PLACES", "place_id = ANY(?)");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(ROWS_AT_ONCE);
            Array ids = connection.createArrayOf("text", places.toArray());
            statement.setArray(1, ids);
            hand(statement.executeQuery(), rows);
        }
    }

    /** Reads all rows. */
    public void all(String select, Rows rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            hand(statement.executeQuery(select), rows);
        }
    }

    public long number(String select) throws SQLException {
        long[] number = new long[1];
        all(select, row -> number[0] = row.getLong(1));
        return number[0];
    }

    /** What is read from now on is as of now. */
    public void renew() throws SQLException {
        connection.commit();
    }

    /** SQL for the ms since 1970 of a time; null stays null. */
    public static String millis(String column) {
        return "(date_part('epoch', " + column + ") * 1000)::int8";
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static void hand(ResultSet result, Rows rows) throws SQLException {
        try (result) {
            while (result.next()) {
                rows.row(result);
            }
        }
    }
}
