package io.outpost.api.condition;

import io.outpost.api.postgres.Columns;
import io.outpost.api.postgres.Database;
import io.outpost.core.model.ModelQuantity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads what the models of a place say of their newest hour, and the temperatures before it. */
final class ModelStore {
    private static final String NEWEST =
            """
            SELECT * FROM outpost.hourly_models WHERE place_id = :place ORDER BY start_at DESC LIMIT 1
            """;

    /** The usual day of an hour, and the extremes of the 24 h that end with it. */
    private static final String DAYS =
            """
            SELECT coalesce(avg(lowest), last_lowest) AS lowest,
                   coalesce(avg(highest), last_highest) AS highest, last_lowest, last_highest
            FROM (
                SELECT min(air_temperature_celsius_sum / air_temperature_celsius_n) AS last_lowest,
                       max(air_temperature_celsius_sum / air_temperature_celsius_n) AS last_highest
                FROM outpost.hour_aggregates
                WHERE place_id = :place AND start_at > :yesterday AND start_at <= :last
                  AND air_temperature_celsius_n > 0
            ) last LEFT JOIN (
                SELECT floor(extract(epoch FROM start_at) / 86400) AS day,
                       min(air_temperature_celsius_sum / air_temperature_celsius_n) AS lowest,
                       max(air_temperature_celsius_sum / air_temperature_celsius_n) AS highest
                FROM outpost.hour_aggregates
                WHERE place_id = :place AND start_at >= :from AND start_at < :day
                  AND air_temperature_celsius_n > 0
                GROUP BY day
            ) days ON true
            GROUP BY last_lowest, last_highest
            """;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private final Database database;

    ModelStore(Database database) {
        this.database = database;
    }

    /** The newest hour, and the extremes of the days before it; NaN where none is known. */
    record Newest(
            Instant start,
            double[] values,
            Models.Certain certain,
            Extremes week,
            Extremes day,
            Instant asOf,
            long revision) {}

    /** Mean temperatures of hours: the lowest and the highest, degC. */
    record Extremes(double lowestCelsius, double highestCelsius) {
        boolean isKnown() {
            return lowestCelsius <= highestCelsius;
        }
    }

    Optional<Newest> newest(String placeId) {
        return database.read(
                handle ->
                        handle.createQuery(NEWEST)
                                .bind("place", placeId)
                                .map((row, context) -> newest(row, handle, placeId))
                                .findOne());
    }

    private static Newest newest(ResultSet row, Handle handle, String placeId) throws SQLException {
        Instant start = Columns.instant(row, "start_at");
        double[] values = new double[ModelQuantity.count()];
        for (ModelQuantity quantity : ModelQuantity.values()) {
            values[quantity.ordinal()] = row.getDouble(quantity.columnName());
        }
        Extremes[] days = days(handle, placeId, start);
        return new Newest(
                start,
                values,
                new Models.Certain(
                        row.getBoolean("mud_certain"),
                        row.getBoolean("high_water_certain"),
                        row.getBoolean("snowpack_certain")),
                days[0],
                days[1],
                Columns.instant(row, "as_of"),
                row.getLong("revision"));
    }

    private static Extremes[] days(Handle handle, String placeId, Instant last) {
        return handle.createQuery(DAYS)
                .bind("place", placeId)
                .bind("last", last)
                .bind("yesterday", last.minus(DAY))
                .bind("day", last.truncatedTo(ChronoUnit.DAYS))
                .bind("from", last.truncatedTo(ChronoUnit.DAYS).minus(WEEK))
                .map(
                        (row, context) ->
                                new Extremes[] {
                                    extremes(row, "lowest", "highest"),
                                    extremes(row, "last_lowest", "last_highest")
                                })
                .one();
    }

    private static Extremes extremes(ResultSet row, String lowest, String highest)
            throws SQLException {
        Double low = Columns.decimal(row, lowest);
        Double high = Columns.decimal(row, highest);
        return new Extremes(low == null ? Double.NaN : low, high == null ? Double.NaN : high);
    }
}
