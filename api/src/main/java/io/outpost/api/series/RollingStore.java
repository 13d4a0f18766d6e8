package io.outpost.api.series;

import io.outpost.api.place.Place;
import io.outpost.api.postgres.Columns;
import io.outpost.api.postgres.Database;
import io.outpost.core.weather.Quantity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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
            WHERE place_id = :place AND start_at >= :from AND start_at < :to
            ORDER BY start_at DESC LIMIT 1
            """;

    /** Longer ago than this before a place's newest observation is not now. */
    private static final Duration NOW = Duration.ofDays(31);

    /** The newest observation may be known as late as its hour closes. */
    private static final Duration NOT_YET_KNOWN = Duration.ofDays(1);

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

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

    /**
     * The newest window that ended within 31 days before the place's newest observation, if there
     * is any. Of a place of which no hour has closed, of all times.
     */
    Optional<Point> newest(Place place, RollingWindow window) {
        Instant latest = place.latestAt();
        String sql = sql(NEWEST, window, window.quantities());
        return database.read(
                handle ->
                        handle.createQuery(sql)
                                .bind("place", place.placeId())
                                .bind("from", latest == null ? EARLIEST : latest.minus(NOW))
                                .bind("to", latest == null ? LATEST : latest.plus(NOT_YET_KNOWN))
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
