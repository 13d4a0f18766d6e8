package io.outpost.api.series;

import io.outpost.api.postgres.Columns;
import io.outpost.api.postgres.Database;
import io.outpost.core.place.SpanFold;
import io.outpost.core.weather.Quantity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads raw observations for series, batch by batch, so that each statement is short and no more
 * than a batch is in memory. The archive job writes them.
 */
final class RawStore {

    static final int BATCH = 5_000;

    private static final Duration COUNTER_KNOWN = Duration.ofMillis(SpanFold.COUNTER_KNOWN_MILLIS);

    /** Longer declared intervals count as not declared: as in the job. */
    private static final int LONGEST_INTERVAL_SECONDS = 86_400;

    private static final int MOST_GAPS = 100_000;

    private static final String NEXT =
            """
            SELECT sensor_id, observed_at, observed_millisecond, received_at, reporting_interval_seconds, %s
            FROM outpost.raw_observations
            WHERE place_id = :place AND observed_at >= :afterAt AND observed_at < :to
              AND (observed_at, sensor_id) > (:afterAt, :afterSensor)
            ORDER BY observed_at, sensor_id LIMIT :limit
            """;

    /** Bounds that follow from the last reading are no bounds to the planner, so they are said. */
    private static final String COUNTER_BEFORE =
            """
            SELECT observed_at, observed_millisecond, (
                SELECT max(precipitation_counter_millimetres) FROM outpost.raw_observations
                WHERE place_id = :place AND sensor_id = :sensor
                  AND observed_at >= :dayBeforeFrom AND observed_at < :before
                  AND observed_at > last.observed_at - interval '1 day' AND observed_at <= last.observed_at
                  AND precipitation_counter_millimetres <= last.precipitation_counter_millimetres + 2
            ) AS precipitation_counter_millimetres
            FROM (
                SELECT observed_at, observed_millisecond, precipitation_counter_millimetres
                FROM outpost.raw_observations
                WHERE place_id = :place AND sensor_id = :sensor AND observed_at >= :from AND observed_at < :before
                  AND precipitation_counter_millimetres IS NOT NULL
                ORDER BY observed_at DESC LIMIT 1
            ) last
            """;

    private static final String MEDIAN_GAPS =
            """
            SELECT sensor_id, CAST(percentile_disc(0.5) WITHIN GROUP (ORDER BY gap) AS integer) AS seconds
            FROM (
                SELECT sensor_id, extract(epoch FROM observed_at
                       - lag(observed_at) OVER (PARTITION BY sensor_id ORDER BY observed_at)) AS gap
                FROM (
                    SELECT sensor_id, observed_at FROM outpost.raw_observations
                    WHERE place_id = :place AND observed_at >= :from AND observed_at < :to
                    ORDER BY observed_at LIMIT :limit
                ) seen
            ) gaps
            WHERE gap IS NOT NULL GROUP BY sensor_id
            """;

    private final Database database;

    RawStore(Database database) {
        this.database = database;
    }

    /** Where reading goes on: behind the observation of a sensor at a second. */
    record Position(Instant second, String sensorId) {

        /** Before all observations at or after an instant: no sensor's id is empty. */
        static Position before(Instant from) {
            return new Position(from, "");
        }
    }

    /** A reading of a rain counter, mm. */
    record CounterReading(Instant observedAt, double millimetres) {}

    /** The next batch behind a position, before an instant; fewer than a batch: no more follow. */
    List<RawObservation> next(
            String placeId, Position after, Instant to, Set<Quantity> quantities) {
        String columns =
                quantities.stream().map(Quantity::columnName).collect(Collectors.joining(", "));
        return database.read(
                handle ->
                        handle.createQuery(NEXT.formatted(columns))
                                .bind("place", placeId)
                                .bind("afterAt", after.second())
                                .bind("afterSensor", after.sensorId())
                                .bind("to", to)
                                .bind("limit", BATCH)
                                .map((row, context) -> observation(row, quantities))
                                .list());
    }

    /**
     * What a sensor's rain counter stood at before an instant: a reading at most 2 mm below an
     * earlier one of the same day is noise. None: too long ago to say.
     */
    Optional<CounterReading> counterBefore(String placeId, Position position) {
        Instant from = position.second().minus(COUNTER_KNOWN);
        return database.read(
                handle ->
                        handle.createQuery(COUNTER_BEFORE)
                                .bind("place", placeId)
                                .bind("sensor", position.sensorId())
                                .bind("dayBeforeFrom", from.minus(Duration.ofDays(1)))
                                .bind("from", from)
                                .bind("before", position.second())
                                .map((row, context) -> counterReading(row))
                                .findOne());
    }

    /** The median of each sensor's gaps between its observations of a range, s. */
    Map<String, Integer> medianGaps(String placeId, TimeRange range) {
        return database.read(
                handle ->
                        handle.createQuery(MEDIAN_GAPS)
                                .bind("place", placeId)
                                .bind("from", range.start())
                                .bind("to", range.end())
                                .bind("limit", MOST_GAPS)
                                .reduceRows(
                                        new HashMap<String, Integer>(),
                                        (gaps, row) -> {
                                            gaps.put(
                                                    row.getColumn("sensor_id", String.class),
                                                    row.getColumn("seconds", Integer.class));
                                            return gaps;
                                        }));
    }

    private static RawObservation observation(ResultSet row, Set<Quantity> quantities)
            throws SQLException {
        double[] values = new double[Quantity.COUNT];
        Arrays.fill(values, Double.NaN);
        for (Quantity quantity : quantities) {
            Double value = Columns.decimal(row, quantity.columnName());
            values[quantity.code()] = value == null ? Double.NaN : value;
        }
        return new RawObservation(
                row.getString("sensor_id"),
                observedAt(row),
                Columns.instant(row, "received_at"),
                intervalSeconds(row),
                values);
    }

    private static int intervalSeconds(ResultSet row) throws SQLException {
        int declared = row.getInt("reporting_interval_seconds");
        return declared > 0 && declared <= LONGEST_INTERVAL_SECONDS ? declared : 0;
    }

    private static CounterReading counterReading(ResultSet row) throws SQLException {
        return new CounterReading(
                observedAt(row), row.getDouble("precipitation_counter_millimetres"));
    }

    private static Instant observedAt(ResultSet row) throws SQLException {
        return Columns.instant(row, "observed_at").plusMillis(row.getInt("observed_millisecond"));
    }
}
