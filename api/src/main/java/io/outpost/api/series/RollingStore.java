package io.outpost.api.series;

import io.outpost.api.postgres.Columns;
import io.outpost.api.postgres.Database;
import io.outpost.core.weather.Quantity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads rolling means. A row belongs to the pane with which its window ends: the window ends a step
 * after the row's start.
 */
final class RollingStore {

    private static final String WINDOWS =
            """
            SELECT start_at, %s AS coverage, as_of, revision%s FROM %s
            WHERE place_id = :place AND start_at >= :from AND start_at < :to
            ORDER BY start_at LIMIT :limit
            """;

    private static final String NEWEST =
            """
            SELECT start_at, %s AS coverage, as_of, revision%s FROM %s
            WHERE place_id = :place
            ORDER BY start_at DESC LIMIT 1
            """;

    private final Database database;

    RollingStore(Database database) {
        this.database = database;
    }

    /** Windows whose own starts, the labels, are within [from, to). */
    List<Point> windows(
            String placeId,
            RollingWindow window,
            Instant from,
            Instant to,
            Collection<Quantity> quantities,
            int limit) {
        String sql = sql(WINDOWS, window, quantities);
        return database.read(
                handle ->
                        handle.createQuery(sql)
                                .bind("place", placeId)
                                .bind("from", from.plus(window.width()).minus(window.step()))
                                .bind("to", to.plus(window.width()).minus(window.step()))
                                .bind("limit", limit)
                                .map((row, context) -> point(row, window, quantities))
                                .list());
    }

    /** The newest window, if there is any. */
    Optional<Point> newest(String placeId, RollingWindow window) {
        String sql = sql(NEWEST, window, window.quantities());
        return database.read(
                handle ->
                        handle.createQuery(sql)
                                .bind("place", placeId)
                                .map((row, context) -> point(row, window, window.quantities()))
                                .findOne());
    }

    private static String sql(String form, RollingWindow window, Collection<Quantity> quantities) {
        String columns =
                quantities.stream()
                        .map(q -> ", " + window.countColumn(q) + ", " + window.meanColumn(q))
                        .collect(Collectors.joining());
        return form.formatted(window.coverageColumn(), columns, window.table());
    }

    private static Point point(ResultSet row, RollingWindow window, Collection<Quantity> quantities)
            throws SQLException {
        Instant end = Columns.instant(row, "start_at").plus(window.step());
        Map<String, Value> values = new TreeMap<>();
        for (Quantity quantity : quantities) {
            long count = Columns.count(row, window.countColumn(quantity));
            Double mean = Columns.decimal(row, window.meanColumn(quantity));
            values.put(quantity.columnName(), new Value.Rolled(count, mean));
        }
        return new Point(
                end.minus(window.width()),
                end,
                null,
                Columns.decimal(row, "coverage"),
                values,
                Columns.instant(row, "as_of"),
                row.getLong("revision"));
    }
}
