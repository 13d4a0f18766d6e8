package io.outpost.e2e.rig;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A digest of the content of every result table, to compare two stacks or two moments: the sum
 * modulo 2^64 of a hash per row, so the order of rows does not matter.
 */
public final class ContentDigest {
    private static final int FETCH_ROWS = 5_000;

    private final Connection connection;
    private final String places;
    private final MessageDigest sha256;

    private ContentDigest(Connection connection, String places) {
        this.connection = connection;
        this.places = places;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Of each table its name, number of rows and digest, a line each.
     *
     * @param places pattern of SQL's LIKE for the ids of the places that count; % for all
     */
    public static List<String> of(LocalStack stack, String places) throws SQLException {
        try (Connection connection = stack.postgres()) {
            // So that rows are fetched in portions.
            connection.setAutoCommit(false);
            ContentDigest digest = new ContentDigest(connection, places);
            List<String> lines = new ArrayList<>();
            for (ContentTable table : ContentTable.values()) {
                lines.add(digest.line(table));
            }
            return lines;
        }
    }

    private String line(ContentTable table) throws SQLException {
        long rows = 0;
        long sum = 0;
        try (PreparedStatement statement = connection.prepareStatement(table.query())) {
            statement.setString(1, places);
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet result = statement.executeQuery()) {
                List<Integer> columns = contentColumns(table, result.getMetaData());
                while (result.next()) {
                    rows++;
                    sum += hash(result, columns);
                }
            }
        }
        return "%-24s %,10d rows  %016x".formatted(table.table(), rows, sum);
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
