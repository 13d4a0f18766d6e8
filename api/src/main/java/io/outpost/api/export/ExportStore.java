package io.outpost.api.export;

import io.outpost.api.export.ExportedTable.Column;
import io.outpost.api.postgres.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads the rows of a place as JSON, each page by a short statement of its own. */
final class ExportStore {

    static final int PAGE_ROWS = 1_000;

    /**
     * Rows are in the order of their index already. A planner that has no statistics of a table yet
     * would read and sort all that follows, for each page.
     */
    private static final String PAGE_SETTINGS =
            "SET LOCAL TIME ZONE 'UTC'; SET LOCAL enable_sort = off";

    private final Database database;

    ExportStore(Database database) {
        this.database = database;
    }

    /**
     * A row.
     *
     * @param json of all its columns, by their names; times in UTC
     * @param key the texts of its key
     */
    record Row(String json, List<String> key) {}

    /**
     * The rows that follow; fewer than a page: there are no more.
     *
     * @param after the key of the last row before; empty: from the first on
     */
    List<Row> page(ExportedTable table, String placeId, List<String> after) {
        return database.read(
                handle ->
                        handle.inTransaction(
                                transaction -> page(transaction, table, placeId, after)));
    }

    private static List<Row> page(
            Handle handle, ExportedTable table, String placeId, List<String> after) {
        handle.execute(PAGE_SETTINGS);
        Query query =
                handle.createQuery(sql(table, !after.isEmpty()))
                        .bind("place", placeId)
                        .bind("limit", PAGE_ROWS);
        for (int i = 0; i < after.size(); i++) {
            query.bind("key" + i, after.get(i));
        }
        return query.map((row, context) -> row(row, table.key().size())).list();
    }

    private static String sql(ExportedTable table, boolean goesOn) {
        List<Column> key = table.key();
        String columns =
                key.stream().map(one -> "t." + one.name()).collect(Collectors.joining(", "));
        String texts =
                key.stream()
                        .map(one -> "CAST(t." + one.name() + " AS text)")
                        .collect(Collectors.joining(", "));
        String last =
                IntStream.range(0, key.size())
                        .mapToObj(i -> "CAST(:key" + i + " AS " + key.get(i).type() + ")")
                        .collect(Collectors.joining(", "));
        return """
               SELECT CAST(to_json(t) AS text), %s FROM %s t
               WHERE t.place_id = :place%s
               ORDER BY %s LIMIT :limit
               """
                .formatted(
                        texts,
                        table.source(),
                        goesOn ? " AND (" + columns + ") > (" + last + ")" : "",
                        columns);
    }

    private static Row row(ResultSet row, int keys) throws SQLException {
        List<String> key = new ArrayList<>(keys);
        for (int i = 0; i < keys; i++) {
            key.add(row.getString(2 + i));
        }
        return new Row(row.getString(1), key);
    }
}
