package io.outpost.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows of one table that wait to be written: the newest per key, written sorted by key in one
 * statement.
 */
final class RowBatch<R> {
    private final Table<R> table;
    private final String upsert;
    private final List<Column<R>> keyColumns;
    private final Map<List<Object>, R> newest = new HashMap<>();

    RowBatch(Table<R> table) {
        this.table = table;
        this.upsert = table.upsert();
        this.keyColumns =
                table.columns().stream().filter(c -> table.key().contains(c.name())).toList();
    }

    /** Adds a row; it is newer than all that were added before with its key. */
    void add(R row) {
        List<Object> key = new ArrayList<>(keyColumns.size());
        for (Column<R> column : keyColumns) {
            key.add(column.value().apply(row));
        }
        newest.put(key, row);
    }

    void write(Connection connection) throws SQLException {
        if (newest.isEmpty()) {
            return;
        }
        List<R> rows = sorted();
        try (PreparedStatement statement = connection.prepareStatement(upsert)) {
            for (int i = 0; i < table.columns().size(); i++) {
                Column<R> column = table.columns().get(i);
                Object[] values = rows.stream().map(column.value()).toArray();
                statement.setArray(i + 1, connection.createArrayOf(column.arrayType(), values));
            }
            statement.executeUpdate();
        }
    }

    void clear() {
        newest.clear();
    }

    /** Sorted, so that two writers take their locks in the same order. */
    private List<R> sorted() {
        Map<String, R> byKey = new TreeMap<>();
        newest.forEach((key, row) -> byKey.put(key.toString(), row));
        return List.copyOf(byKey.values());
    }
}
