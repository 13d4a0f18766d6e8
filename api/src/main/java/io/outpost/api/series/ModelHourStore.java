package io.outpost.api.series;

import io.outpost.api.postgres.Columns;
import io.outpost.api.postgres.Database;
import io.outpost.core.model.ModelQuantity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the hours that the models of a place have stepped. */
final class ModelHourStore {

    private static final String HOURS =
            """
            SELECT start_at, as_of, writer_epoch, revision, %s FROM outpost.hourly_models
            WHERE place_id = :place AND start_at >= :from AND start_at < :to
            ORDER BY start_at LIMIT :limit
            """;

    private final Database database;

    ModelHourStore(Database database) {
        this.database = database;
    }

    /** The first hours of a segment, in the order of time. */
    List<Pane> hours(
            String placeId,
            RangePlan.Segment segment,
            Collection<ModelQuantity> quantities,
            int limit) {
        List<String> names = quantities.stream().map(ModelQuantity::columnName).toList();
        String columns = names.stream().collect(Collectors.joining(", "));
        return database.read(
                handle ->
                        handle.createQuery(HOURS.formatted(columns))
                                .bind("place", placeId)
                                .bind("from", segment.from())
                                .bind("to", segment.to())
                                .bind("limit", limit)
                                .map((row, context) -> hour(row, names))
                                .list());
    }

    private static Pane hour(ResultSet row, List<String> names) throws SQLException {
        Map<String, Stats> stats = new HashMap<>();
        for (String name : names) {
            double value = row.getDouble(name);
            stats.put(name, new Stats(1, value, value, value));
        }
        return new Pane(
                Columns.instant(row, "start_at"),
                Tier.HOUR,
                0,
                1.0,
                stats,
                Columns.instant(row, "as_of"),
                row.getLong("writer_epoch"),
                row.getLong("revision"));
    }
}
