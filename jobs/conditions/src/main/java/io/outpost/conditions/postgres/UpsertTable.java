package io.outpost.conditions.postgres;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * A result table. Rows whose keys are new are copied straight into it. Others are copied into a
 * temporary table, and go on from there in one statement, one row per key, which keeps of each key
 * the row with the highest order. Sent again, a row changes nothing.
 *
 * @param key names of the columns of the primary key
 * @param order names of the columns that decide which row of a key is newer
 * @param rewritten true when most rows replace one
 * @param partitionTime the time by which a row belongs to a partition, ms since 1970; empty: there
 *     are none
 */
record UpsertTable<R>(
        String name,
        List<String> key,
        List<String> order,
        List<Column<R>> columns,
        boolean rewritten,
        Optional<ToLongFunction<R>> partitionTime) {
    /** A table without partitions, of which most rows are new. */
    UpsertTable(String name, List<String> key, List<String> order, List<Column<R>> columns) {
        this(name, key, order, columns, false, Optional.empty());
    }

    /** The same, of which most rows replace one. */
    UpsertTable<R> rewriting() {
        return new UpsertTable<>(name, key, order, columns, true, partitionTime);
    }

    /** The same, in partitions by a time, ms since 1970. */
    UpsertTable<R> partitionedBy(ToLongFunction<R> time) {
        return new UpsertTable<>(name, key, order, columns, rewritten, Optional.of(time));
    }

    /** Makes the temporary table of the connection. */
    String createBatch() {
        return "CREATE TEMPORARY TABLE IF NOT EXISTS batch_of_%s (%s) ON COMMIT DELETE ROWS"
                .formatted(name, join(column -> column.name() + " " + column.type()));
    }

    String copyToBatch() {
        return copyTo("batch_of_" + name);
    }

    String copyStraight() {
        return copyTo("outpost." + name);
    }

    private String copyTo(String target) {
        return "COPY %s (%s) FROM STDIN (FORMAT binary)".formatted(target, join(Column::name));
    }

    String upsert() {
        String names = join(Column::name);
        String updates = join(column -> column.name() + " = EXCLUDED." + column.name());
        return "INSERT INTO outpost.%1$s AS t (%2$s) SELECT %2$s FROM batch_of_%1$s ON CONFLICT (%3$s) DO UPDATE SET %4$s WHERE (%5$s) < (%6$s)"
                .formatted(
                        name,
                        names,
                        String.join(", ", key),
                        updates,
                        ordered("t."),
                        ordered("EXCLUDED."));
    }

    private String ordered(String prefix) {
        return order.stream().map(column -> prefix + column).collect(Collectors.joining(", "));
    }

    private String join(Function<Column<R>, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }
}
