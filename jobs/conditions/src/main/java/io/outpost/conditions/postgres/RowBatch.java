package io.outpost.conditions.postgres;

import io.outpost.flink.postgres.CopyBytes;
import io.outpost.flink.postgres.Partitions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows of one table that wait to be written: the newest per key, written sorted by key in one
 * statement.
 */
final class RowBatch<R> {
    private static final int FIRST_BYTES = 64 * 1024;

    private final UpsertTable<R> table;
    private final String copy;
    private final String upsert;
    private final List<Column<R>> keyColumns;
    private final Map<List<Object>, R> newest = new HashMap<>();
    private final CopyBytes bytes = new CopyBytes(FIRST_BYTES);
    private final Partitions partitions;

    /** The connection that has the temporary table; another one makes its own. */
    private Connection prepared;

    RowBatch(UpsertTable<R> table) {
        this.table = table;
        this.partitions = new Partitions(table.name());
        this.copy = table.copy();
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

    /** Makes the partitions that rows need and that are not there, each in its transaction. */
    void makePartitions(Connection connection) throws SQLException {
        if (table.partitionTime().isPresent()) {
            ToLongFunction<R> time = table.partitionTime().get();
            for (R row : newest.values()) {
                partitions.require(connection, time.applyAsLong(row));
            }
        }
    }

    /** After a failure, which may be that a partition is gone. */
    void forgetPartitions() {
        partitions.forget();
    }

    void write(Connection connection) throws SQLException {
        if (newest.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            if (prepared != connection) {
                statement.execute(table.createBatch());
            }
            fill();
            CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
            in.writeToCopy(bytes.array(), 0, bytes.length());
            in.endCopy();
            statement.executeUpdate(upsert);
        }
    }

    /** After the commit: what a transaction that failed had made is gone. */
    void clear(Connection connection) {
        if (!newest.isEmpty()) {
            newest.clear();
            prepared = connection;
        }
    }

    /** Sorted, so that two writers take their locks in the same order. */
    private void fill() {
        List<Map.Entry<List<Object>, R>> rows = new ArrayList<>(newest.entrySet());
        rows.sort((a, b) -> compare(a.getKey(), b.getKey()));
        bytes.clear();
        for (Map.Entry<List<Object>, R> row : rows) {
            bytes.beginRow(table.columns().size());
            for (Column<R> column : table.columns()) {
                column.write().accept(row.getValue(), bytes);
            }
        }
        bytes.end();
    }

    @SuppressWarnings("unchecked") // keys are texts and numbers, of one class per position
    private static int compare(List<Object> a, List<Object> b) {
        int order = 0;
        for (int i = 0; order == 0 && i < a.size(); i++) {
            order = ((Comparable<Object>) a.get(i)).compareTo(b.get(i));
        }
        return order;
    }
}
