package io.outpost.api.observation;

import io.outpost.api.postgres.Columns;
import io.outpost.api.postgres.Database;
import io.outpost.core.weather.Quantity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;

/** Reads raw observations of a place in the order of (event time, sensor id). */
final class ObservationStore {

    private static final String PAGE =
            """
            SELECT * FROM outpost.raw_observations
            WHERE place_id = :place AND observed_at >= :afterSecond AND observed_at < :beforeSecond
              AND (observed_at, observed_millisecond, sensor_id) > (:afterSecond, :afterMillisecond, :afterSensor)
              AND (observed_at, observed_millisecond) < (:endSecond, :endMillisecond)%s
            ORDER BY observed_at, observed_millisecond, sensor_id LIMIT :limit
            """;

    private final Database database;

    ObservationStore(Database database) {
        this.database = database;
    }

    /**
     * Which observations are wanted: behind (event time, sensor id), as no sensor's id is empty,
     * and before the end. Null: of any sensor; empty: with any quantities.
     */
    record Wanted(
            String placeId,
            Instant afterAt,
            String afterSensor,
            Instant end,
            String sensorId,
            Set<Quantity> quantities) {}

    List<Observation> list(Wanted wanted, int limit) {
        return database.read(
                handle -> {
                    Query query = handle.createQuery(PAGE.formatted(conditions(wanted)));
                    bind(query, wanted);
                    return query.bind("limit", limit)
                            .map((row, context) -> observation(row, wanted.quantities()))
                            .list();
                });
    }

    private static String conditions(Wanted wanted) {
        String sensor = wanted.sensorId() == null ? "" : " AND sensor_id = :sensor";
        if (wanted.quantities().isEmpty()) {
            return sensor;
        }
        String sent =
                wanted.quantities().stream()
                        .map(Quantity::columnName)
                        .map("%1$s IS NOT NULL OR flagged -> '%1$s' IS NOT NULL"::formatted)
                        .collect(Collectors.joining(" OR "));
        return sensor + " AND (" + sent + ")";
    }

    /** The second after an end that is no whole second has to be read as well. */
    private static void bind(Query query, Wanted wanted) {
        Instant afterSecond = wanted.afterAt().truncatedTo(ChronoUnit.SECONDS);
        Instant endSecond = wanted.end().truncatedTo(ChronoUnit.SECONDS);
        boolean wholeSecond = endSecond.equals(wanted.end());
        query.bind("place", wanted.placeId())
                .bind("afterSecond", afterSecond)
                .bind("afterMillisecond", milliseconds(wanted.afterAt()))
                .bind("afterSensor", wanted.afterSensor())
                .bind("beforeSecond", wholeSecond ? endSecond : endSecond.plusSeconds(1))
                .bind("endSecond", endSecond)
                .bind("endMillisecond", milliseconds(wanted.end()));
        if (wanted.sensorId() != null) {
            query.bind("sensor", wanted.sensorId());
        }
    }

    private static Observation observation(ResultSet row, Set<Quantity> asked) throws SQLException {
        return new Observation(
                row.getString("sensor_id"),
                Columns.instant(row, "observed_at").plusMillis(row.getInt("observed_millisecond")),
                Columns.instant(row, "received_at"),
                row.getObject("reporting_interval_seconds", Integer.class),
                values(row, asked),
                row.getString("extras") == null ? "{}" : row.getString("extras"));
    }

    private static Map<String, ObservedValue> values(ResultSet row, Set<Quantity> asked)
            throws SQLException {
        Map<String, ObservedValue> values =
                new TreeMap<>(FlaggedValues.parse(row.getString("flagged")));
        for (Quantity quantity : Quantity.sent()) {
            String id = quantity.columnName();
            Double value = Columns.decimal(row, id);
            if (value != null) {
                values.put(id, ObservedValue.good(value));
            }
            if (!asked.isEmpty() && !asked.contains(quantity)) {
                values.remove(id);
            }
        }
        return values;
    }

    /** Rounded up, as observations have whole milliseconds. */
    private static int milliseconds(Instant instant) {
        return (instant.get(ChronoField.NANO_OF_SECOND) + 999_999) / 1_000_000;
    }
}
