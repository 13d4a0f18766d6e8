package io.outpost.api.series;

import io.outpost.api.postgres.Columns;
import io.outpost.api.postgres.Database;
import io.outpost.core.weather.Quantity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Reads the panes of a place from the tables of minutes, hours and days. */
final class PaneStore {

    private static final String NEWEST =
            """
            SELECT start_at FROM %s
            WHERE place_id = :place AND start_at >= :from AND start_at < :to
            ORDER BY start_at DESC LIMIT 1
            """;

    private static final String PANES =
            """
            SELECT start_at, observations, coverage, as_of, writer_epoch, revision%s FROM %s
            WHERE place_id = :place AND start_at >= :from AND start_at < :to
            ORDER BY start_at LIMIT :limit
            """;

    private final Database database;

    PaneStore(Database database) {
        this.database = database;
    }

    /** All panes that a range is put together from. */
    List<Pane> cover(String placeId, TimeRange range, Collection<Quantity> quantities) {
        return database.read(
                handle -> {
                    Instant newestDay = newest(handle, placeId, Tier.DAY, range);
                    Instant newestHour = newest(handle, placeId, Tier.HOUR, range);
                    List<Pane> panes = new ArrayList<>();
                    for (RangePlan.Segment part : RangePlan.of(range, newestDay, newestHour)) {
                        panes.addAll(panes(handle, placeId, part, quantities, Integer.MAX_VALUE));
                    }
                    return panes;
                });
    }

    /** The first panes of a segment, in the order of time. */
    List<Pane> panes(
            String placeId, RangePlan.Segment segment, Collection<Quantity> quantities, int limit) {
        return database.read(handle -> panes(handle, placeId, segment, quantities, limit));
    }

    /** The start of the newest pane that lies within a range, if there is one. */
    Optional<Instant> newest(String placeId, Tier tier, TimeRange range) {
        return database.read(handle -> Optional.ofNullable(newest(handle, placeId, tier, range)));
    }

    private static Instant newest(Handle handle, String placeId, Tier tier, TimeRange range) {
        return handle.createQuery(NEWEST.formatted(tier.table()))
                .bind("place", placeId)
                .bind("from", tier.ceiling(range.start()))
                .bind("to", tier.floor(range.end()))
                .map((row, context) -> Columns.instant(row, "start_at"))
                .findOne()
                .orElse(null);
    }

    private static List<Pane> panes(
            Handle handle,
            String placeId,
            RangePlan.Segment segment,
            Collection<Quantity> quantities,
            int limit) {
        String columns = quantities.stream().map(PaneStore::columns).collect(Collectors.joining());
        return handle.createQuery(PANES.formatted(columns, segment.tier().table()))
                .bind("place", placeId)
                .bind("from", segment.from())
                .bind("to", segment.to())
                .bind("limit", limit)
                .map((row, context) -> pane(row, segment.tier(), quantities))
                .list();
    }

    private static String columns(Quantity quantity) {
        String id = quantity.columnName();
        return switch (quantity.kind()) {
            case SUM -> ", %1$s_n, %1$s_total".formatted(id);
            case CIRCULAR -> ", %1$s_n, %1$s_east_sum, %1$s_north_sum".formatted(id);
            default -> ", %1$s_n, %1$s_min, %1$s_max, %1$s_sum".formatted(id);
        };
    }

    private static Pane pane(ResultSet row, Tier tier, Collection<Quantity> quantities)
            throws SQLException {
        Map<String, Stats> stats = new HashMap<>();
        for (Quantity quantity : quantities) {
            put(stats, row, quantity);
        }
        return new Pane(
                Columns.instant(row, "start_at"),
                tier,
                row.getLong("observations"),
                Columns.decimal(row, "coverage"),
                stats,
                Columns.instant(row, "as_of"),
                row.getLong("writer_epoch"),
                row.getLong("revision"));
    }

    private static void put(Map<String, Stats> stats, ResultSet row, Quantity quantity)
            throws SQLException {
        String id = quantity.columnName();
        long count = Columns.count(row, id + "_n");
        switch (quantity.kind()) {
            case SUM -> stats.put(id, sum(count, row, id + "_total"));
            case CIRCULAR -> {
                stats.put(id, new Stats(count, null, null, null));
                stats.put(
                        Quantity.WIND_DIRECTION_EAST.columnName(),
                        sum(count, row, id + "_east_sum"));
                stats.put(
                        Quantity.WIND_DIRECTION_NORTH.columnName(),
                        sum(count, row, id + "_north_sum"));
            }
            default -> stats.put(id, averaged(count, row, id));
        }
    }

    private static Stats sum(long count, ResultSet row, String column) throws SQLException {
        return new Stats(count, null, null, Columns.decimal(row, column));
    }

    private static Stats averaged(long count, ResultSet row, String id) throws SQLException {
        return new Stats(
                count,
                Columns.decimal(row, id + "_min"),
                Columns.decimal(row, id + "_max"),
                Columns.decimal(row, id + "_sum"));
    }
}
