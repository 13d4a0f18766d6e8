package io.outpost.conditions.postgres;

import io.outpost.flink.postgres.CopyBytes;
import io.outpost.flink.postgres.Partitions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.PSQLState;

/**
 * Rows of one table that wait to be written: the newest per key, written sorted by key in one
 * statement. They are copied straight into the table; where one is there already, as after a
 * restart or a correction, they are merged, and so are the next batches, which may have such rows,
 * too.
 */
final class RowBatch<R> {
    private static final int FIRST_BYTES = 64 * 1024;

    /** A copy that meets a row that is there costs itself and what it leaves to vacuum. */
    private static final int MERGED_AFTER_ONE = 16;

    private final UpsertTable<R> table;
    private final String copyStraight;
    private final String copyToBatch;
    private final String upsert;
    private final List<Column<R>> keyColumns;
    private final Map<List<Object>, R> newest = new HashMap<>();
    private final CopyBytes bytes = new CopyBytes(FIRST_BYTES);
    private final Partitions partitions;

    /** How many of the next batches are merged without trying. */
    private int mergesLeft;

    /** The connection that has the temporary table; another one makes its own. */
    private Connection prepared;

    private boolean merged;

    RowBatch(UpsertTable<R> table) {
        this.table = table;
        this.partitions = new Partitions(table.name());
        this.copyStraight = table.copyStraight();
        this.copyToBatch = table.copyToBatch();
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
        fill();
        merged = table.rewritten() || mergesLeft > 0 || !isWrittenStraight(connection);
        if (merged) {
            merge(connection);
        }
    }

    /** False, and nothing is written, when one of the rows is there already. */
    private boolean isWrittenStraight(Connection connection) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            copy(connection, copyStraight);
            connection.releaseSavepoint(before);
            return true;
        } catch (SQLException e) {
            if (!PSQLState.UNIQUE_VIOLATION.getState().equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            mergesLeft = MERGED_AFTER_ONE;
            return false;
        }
    }

    private void merge(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (prepared != connection) {
                statement.execute(table.createBatch());
            }
            copy(connection, copyToBatch);
            statement.executeUpdate(upsert);
        }
    }

    private void copy(Connection connection, String command) throws SQLException {
        CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command);
        in.writeToCopy(bytes.array(), 0, bytes.length());
        in.endCopy();
    }

    /** After the commit: what a transaction that failed had made is gone. */
    void clear(Connection connection) {
        if (!newest.isEmpty()) {
            newest.clear();
            if (merged) {
                prepared = connection;
                mergesLeft = Math.max(0, mergesLeft - 1);
            }
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
