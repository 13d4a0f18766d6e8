package io.outpost.api.map;

import io.outpost.api.display.Display;
import io.outpost.api.place.Area;
import io.outpost.api.place.DeletionStore;
import io.outpost.api.place.Freshness;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Columns;
import io.outpost.api.postgres.Database;
import io.outpost.core.condition.Condition;
import io.outpost.core.condition.State;
import io.outpost.core.model.ModelQuantity;
import io.outpost.core.weather.Quantity;
import io.outpost.core.weather.Quantity.Kind;
import io.outpost.core.weather.WindDirection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads what is shown of every place of an area at an instant. Of each place it looks up one row,
 * or a few within a bounded time, so that it does not matter how many days are stored.
 */
final class MapStore {

    /** The minutes and hours that had ended at the instant go back so far. */
    private static final Duration MINUTES = Duration.ofMinutes(15);

    private static final Duration HOURS = Duration.ofHours(24);

    /** And they are the newest of the place: so many. */
    private static final int MOST_MINUTES = 5;

    private static final int MOST_HOURS = 3;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private static final String PLACES =
            """
            SELECT p.*, %s
            FROM (
                SELECT place_id, name, latitude, longitude, stale_after_seconds FROM outpost.places
                WHERE NOT removed AND %s AND %s LIMIT :most
            ) p
            """
                    .formatted(
                            "%s", PlaceStore.WITHIN, DeletionStore.isNotDeleted("places.place_id"));

    /**
     * Of the newest panes of a tier that start after one instant, up to another, the newest that
     * has a value. They are few: where nobody measures the quantity, all of them are looked at.
     */
    private static final String PANE =
            """
            LEFT JOIN LATERAL (
                SELECT * FROM (
                    SELECT start_at, %1$s FROM outpost.%2$s
                    WHERE place_id = p.place_id AND start_at > :%3$sAfter AND start_at <= :%3$sTo %4$s
                    ORDER BY start_at DESC LIMIT %5$d
                ) newest
                WHERE n > 0 ORDER BY start_at DESC LIMIT 1
            ) %3$s ON true
            """;

    private static final String STATE =
            PLACES.formatted("c.clock_at, t.at, t.state, t.level")
                    + """
                    LEFT JOIN outpost.place_counters c ON c.place_id = p.place_id
                    LEFT JOIN LATERAL (
                        SELECT t.at, t.state, t.level FROM outpost.condition_transitions t
                        WHERE t.place_id = p.place_id AND t.condition = :condition AND t.at <= :at AND NOT t.retracted
                          AND NOT EXISTS (
                              SELECT 1 FROM outpost.condition_transitions newer
                              WHERE newer.place_id = t.place_id AND newer.condition = t.condition AND newer.at = t.at
                                AND (newer.writer_epoch, newer.revision) > (t.writer_epoch, t.revision))
                        ORDER BY t.at DESC LIMIT 1
                    ) t ON true
                    """;

    private static final String POSITIONED =
            "outpost.places p WHERE NOT p.removed AND p.latitude IS NOT NULL AND p.longitude IS NOT NULL AND "
                    + DeletionStore.isNotDeleted("p.place_id");

    private static final String NEWEST =
            """
            SELECT max(c.clock_at) FROM outpost.place_counters c
            WHERE c.place_id IN (SELECT p.place_id FROM %s)
            """
                    .formatted(POSITIONED);

    private static final String OLDEST =
            """
            SELECT min((SELECT start_at FROM outpost.hour_aggregates
                        WHERE place_id = p.place_id ORDER BY start_at LIMIT 1))
            FROM %s
            """
                    .formatted(POSITIONED);

    private final Database database;

    MapStore(Database database) {
        this.database = database;
    }

    /** What is wanted: of the places of an area, at most so many, as they were at an instant. */
    record Wanted(Area area, Instant at, int most, Display display) {}

    /** The newest event time of any place; null: there is none. */
    Instant newest() {
        return instant(NEWEST);
    }

    /** The start of the first stored hour of any place; null: there is none. */
    Instant oldest() {
        return instant(OLDEST);
    }

    /** The values of a quantity that panes keep. */
    List<Feature> measured(Quantity quantity, Wanted wanted) {
        return switch (quantity.kind()) {
            // A minute of rain says little.
            case SUM -> hours(quantity, wanted);
            default -> minutesOrHours(quantity, wanted);
        };
    }

    private List<Feature> hours(Quantity quantity, Wanted wanted) {
        String sql = PLACES.formatted("h.*") + hour(quantity, "");
        return read(
                sql,
                wanted,
                (row, context) ->
                        value(row, wanted, HOUR, number(row, quantity, wanted.display())));
    }

    /** Hours are looked up only of places that have no minute. */
    private List<Feature> minutesOrHours(Quantity quantity, Wanted wanted) {
        String columns =
                "m.start_at IS NOT NULL AS is_minute, coalesce(m.start_at, h.start_at) AS start_at";
        for (String column : List.of("n", "first", "second")) {
            columns += ", coalesce(m.%1$s, h.%1$s) AS %1$s".formatted(column);
        }
        String sql =
                PLACES.formatted(columns)
                        + pane(quantity, "minute_aggregates", "m", "", MOST_MINUTES)
                        + hour(quantity, "AND m.start_at IS NULL");
        return read(
                sql,
                wanted,
                (row, context) ->
                        value(
                                row,
                                wanted,
                                row.getBoolean("is_minute") ? MINUTE : HOUR,
                                number(row, quantity, wanted.display())));
    }

    /** The values that the models say of their newest hour. */
    List<Feature> modelled(ModelQuantity quantity, Wanted wanted) {
        String name = quantity.columnName();
        String sql =
                PLACES.formatted("h.*")
                        + PANE.formatted(name + " AS value, 1 AS n", "hourly_models", "h", "", 1);
        return read(
                sql,
                wanted,
                (row, context) ->
                        value(
                                row,
                                wanted,
                                HOUR,
                                wanted.display().value(name, Columns.decimal(row, "value"))));
    }

    /** The states of a condition. */
    List<Feature> judged(Condition condition, Wanted wanted) {
        return database.read(
                handle -> {
                    Query query = handle.createQuery(STATE).bind("condition", condition.name());
                    return features(
                            query.bind("at", wanted.at()),
                            wanted,
                            (row, context) -> state(row, wanted));
                });
    }

    private Instant instant(String sql) {
        return database.read(
                handle ->
                        handle.createQuery(sql)
                                .map((row, context) -> Columns.instant(row, 1))
                                .one());
    }

    private static String hour(Quantity quantity, String condition) {
        return pane(quantity, "hour_aggregates", "h", condition, MOST_HOURS);
    }

    private static String pane(
            Quantity quantity, String table, String name, String condition, int most) {
        String id = quantity.columnName();
        String columns =
                switch (quantity.kind()) {
                    case SUM -> "%1$s_n AS n, %1$s_total AS first, 1.0 AS second";
                    case CIRCULAR ->
                            "%1$s_n AS n, %1$s_east_sum AS first, %1$s_north_sum AS second";
                    default -> "%1$s_n AS n, %1$s_sum AS first, 1.0 AS second";
                };
        return PANE.formatted(columns.formatted(id), table, name, condition, most);
    }

    private List<Feature> read(String sql, Wanted wanted, RowMapper<Feature.Shown> shown) {
        return database.read(
                handle -> {
                    Query query = handle.createQuery(sql);
                    query.bind("hAfter", wanted.at().minus(HOURS).minus(HOUR));
                    query.bind("hTo", wanted.at().minus(HOUR));
                    if (sql.contains(":mTo")) {
                        query.bind("mAfter", wanted.at().minus(MINUTES).minus(MINUTE));
                        query.bind("mTo", wanted.at().minus(MINUTE));
                    }
                    return features(query, wanted, shown);
                });
    }

    private static List<Feature> features(
            Query query, Wanted wanted, RowMapper<Feature.Shown> shown) {
        PlaceStore.bind(query, wanted.area());
        RowMapper<Feature> feature =
                (row, context) ->
                        Feature.at(
                                row.getDouble("latitude"),
                                row.getDouble("longitude"),
                                row.getString("place_id"),
                                shown.map(row, context));
        return query.bind("most", wanted.most()).map(feature).list();
    }

    private static Feature.Value value(ResultSet row, Wanted wanted, Duration width, Double value)
            throws SQLException {
        Instant start = Columns.instant(row, "start_at");
        boolean isStale = start == null || isStale(row, start.plus(width), wanted.at());
        return new Feature.Value(row.getString("name"), value, start, isStale);
    }

    private static Double number(ResultSet row, Quantity quantity, Display display)
            throws SQLException {
        long count = Columns.count(row, "n");
        if (count == 0) {
            return null;
        }
        double first = row.getDouble("first");
        double value =
                switch (quantity.kind()) {
                    case SUM -> first;
                    case CIRCULAR -> WindDirection.mean(count, first, row.getDouble("second"));
                    default -> first / count;
                };
        // Directions that cancel have no mean; one that is rounded up to a whole turn is north.
        Double shown = Double.isNaN(value) ? null : display.value(quantity.columnName(), value);
        boolean isNorth = shown != null && quantity.kind() == Kind.CIRCULAR && shown == 360;
        return isNorth ? (Double) 0.0 : shown;
    }

    private static Feature.State state(ResultSet row, Wanted wanted) throws SQLException {
        String state = row.getString("state");
        Instant newest = Columns.instant(row, "clock_at");
        boolean isStale =
                state == null
                        || state.equals(State.UNKNOWN.name())
                        || newest == null
                        || isStale(row, newest, wanted.at());
        return new Feature.State(
                row.getString("name"),
                state,
                row.getString("level"),
                Columns.instant(row, "at"),
                isStale);
    }

    private static boolean isStale(ResultSet row, Instant newest, Instant at) throws SQLException {
        Integer own = row.getObject("stale_after_seconds", Integer.class);
        int allowed = own == null ? Freshness.DEFAULT_STALE_AFTER_SECONDS : own;
        return newest.plusSeconds(allowed).isBefore(at);
    }
}
