package io.outpost.e2e.batch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Compares the rows of one place in one table with what a batch expects: every column but those
 * that say when and by whom a row was written. Counts must be equal, other numbers to 1e-9
 * relative, or 1e-12 absolute where they are next to 0.
 */
final class TableComparison {
    private static final double RELATIVE = 1e-9;
    private static final double ABSOLUTE = 1e-12;
    private static final int FETCH_ROWS = 5_000;
    private static final Set<String> NOT_CONTENT =
            Set.of("place_id", "start_at", "revision", "as_of", "writer_epoch");

    private final Connection connection;
    private final ResultTable table;
    private final Differences differences;

    /**
     * Prepares a comparison.
     *
     * @param connection without auto-commit, so that rows are fetched in portions
     */
    TableComparison(Connection connection, ResultTable table, Differences differences) {
        this.connection = connection;
        this.table = table;
        this.differences = differences;
    }

    void compare(String placeId, List<ExpectedRow> expected) throws SQLException {
        String sql =
                "SELECT * FROM outpost." + table.table() + " WHERE place_id = ? ORDER BY start_at";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH_ROWS);
            statement.setString(1, placeId);
            try (ResultSet actual = statement.executeQuery()) {
                merge(placeId, expected, actual);
            }
        }
    }

    private void merge(String placeId, List<ExpectedRow> expected, ResultSet actual)
            throws SQLException {
        List<String> columns = contentColumns(actual.getMetaData());
        int next = 0;
        while (actual.next()) {
            Instant start = actual.getObject("start_at", OffsetDateTime.class).toInstant();
            while (next < expected.size() && expected.get(next).startAt().isBefore(start)) {
                differences.addMissing(name(placeId, expected.get(next++).startAt()));
            }
            if (next < expected.size() && expected.get(next).startAt().equals(start)) {
                compareRow(placeId, expected.get(next++), actual, columns);
            } else {
                differences.addExtra(name(placeId, start));
            }
        }
        while (next < expected.size()) {
            differences.addMissing(name(placeId, expected.get(next++).startAt()));
        }
    }

    private void compareRow(
            String placeId, ExpectedRow expected, ResultSet actual, List<String> columns)
            throws SQLException {
        differences.countRow();
        for (String column : columns) {
            double number = actual.getDouble(column);
            Double stored = actual.wasNull() ? null : number;
            Double wanted = expected.values().get(column);
            if (!same(wanted, stored, isCount(column))) {
                differences.addDifferent(
                        name(placeId, expected.startAt())
                                + " "
                                + column
                                + ": expected "
                                + wanted
                                + ", stored "
                                + stored);
            }
        }
        if (!columns.containsAll(expected.values().keySet())) {
            differences.addDifferent(name(placeId, expected.startAt()) + ": a column is missing");
        }
    }

    private boolean same(Double wanted, Double stored, boolean count) {
        if (wanted == null || stored == null) {
            boolean nothing = wanted == null && stored == null;
            return nothing || (count && wanted == null && stored == 0);
        }
        if (count) {
            return wanted.equals(stored);
        }
        double error = Math.abs(wanted - stored);
        double size = Math.max(Math.abs(wanted), Math.abs(stored));
        differences.countValue(size > ABSOLUTE / RELATIVE ? error / size : 0);
        return error <= RELATIVE * size || error <= ABSOLUTE;
    }

    private static boolean isCount(String column) {
        return column.equals("observations") || column.endsWith("_n") || column.contains("_n_");
    }

    private static List<String> contentColumns(ResultSetMetaData row) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= row.getColumnCount(); i++) {
            if (!NOT_CONTENT.contains(row.getColumnName(i))) {
                columns.add(row.getColumnName(i));
            }
        }
        return columns;
    }

    private String name(String placeId, Instant start) {
        return table.table() + " " + placeId + " " + start;
    }
}
