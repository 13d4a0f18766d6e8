package io.outpost.postgres;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A result table: one statement takes a whole batch, one row per key, and keeps of each key the row
 * with the highest order. Sent again, or sent late by a writer that should be gone, a row changes
 * nothing.
 *
 * @param key names of the columns of the primary key
 * @param order names of the columns that decide which row of a key is newer
 */
record Table<R>(String name, List<String> key, List<String> order, List<Column<R>> columns) {

    String upsert() {
        String names = join(Column::name, ", ");
        String selected = join(Column::selected, ", ");
        String arrays = join(column -> "?::" + column.arrayType() + "[]", ", ");
        String updates = join(column -> column.name() + " = EXCLUDED." + column.name(), ", ");
        return "INSERT INTO outpost.%s AS t (%s) SELECT %s FROM unnest(%s) AS u(%s) ON CONFLICT (%s) DO UPDATE SET %s WHERE (%s) < (%s)"
                .formatted(
                        name,
                        names,
                        selected,
                        arrays,
                        names,
                        String.join(", ", key),
                        updates,
                        ordered("t."),
                        ordered("EXCLUDED."));
    }

    private String ordered(String prefix) {
        return order.stream().map(column -> prefix + column).collect(Collectors.joining(", "));
    }

    private String join(Function<Column<R>, String> part, String separator) {
        return columns.stream().map(part).collect(Collectors.joining(separator));
    }
}
