package io.outpost.e2e.stack;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints a digest of the content of every result table, to compare two stacks or two moments: the
 * sum modulo 2^64 of a hash per row, so the order of rows does not matter.
 */
final class ContentDigest {
    private static final int FETCH_ROWS = 5_000;

    private final Connection connection;
    private final MessageDigest sha256;

    /**
     * Prepares the digest.
     *
     * @param connection without auto-commit, so that rows are fetched in portions
     */
    ContentDigest(Connection connection) {
        this.connection = connection;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Prints table, number of rows and digest, a line each. */
    void print(PrintStream out) throws SQLException {
        for (ContentTable table : ContentTable.values()) {
            printTable(table, out);
        }
    }

    private void printTable(ContentTable table, PrintStream out) throws SQLException {
        long rows = 0;
        long sum = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet result = statement.executeQuery(table.query())) {
                List<Integer> columns = contentColumns(table, result.getMetaData());
                while (result.next()) {
                    rows++;
                    sum += hash(result, columns);
                }
            }
        }
        out.printf("%-24s %,10d rows  %016x%n", table.table(), rows, sum);
    }

    private long hash(ResultSet row, List<Integer> columns) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (int column : columns) {
            String value = row.getString(column);
            text.append(value == null ? "\\N" : value).append('\t');
        }
        return ByteBuffer.wrap(sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    private static List<Integer> contentColumns(ContentTable table, ResultSetMetaData row)
            throws SQLException {
        List<Integer> columns = new ArrayList<>();
        for (int i = 1; i <= row.getColumnCount(); i++) {
            if (table.isContent(row.getColumnName(i))) {
                columns.add(i);
            }
        }
        return columns;
    }
}
