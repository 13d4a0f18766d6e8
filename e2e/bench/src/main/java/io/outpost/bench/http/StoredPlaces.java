package io.outpost.bench.http;

import io.outpost.bench.fixture.PostgresFixture;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of many places as the jobs would have left them: of all the newest hours and states, of some
 * a week of minutes. Made up, and the same in each run.
 */
final class StoredPlaces {
    static final Instant END = Instant.parse("2026-06-15T12:00:00Z");

    /** Of so many places all minutes of the days before are stored. */
    static final int WITH_MINUTES = 200;

    static final int DAYS_OF_MINUTES = 7;

    /** Of all others so many. */
    private static final int NEWEST_MINUTES = 30;

    static final int MINUTES_OF_SERIES = 60;

    private static final int ASKED_FOR = 64;

    /** How many series there are to ask for. */
    static final int SERIES = 5_000;

    private static final String ID = "'place-' || lpad(p::text, 7, '0')";

    private static final List<String> FILL =
            List.of(
                    """
                    INSERT INTO outpost.places (place_id, name, latitude, longitude, elevation_metres, time_zone, removed,
                                                revision, as_of, writer_epoch)
                    SELECT %1$s, 'Place ' || p, -55 + (p * 7919 %% 12000) / 100.0, -179 + (p * 104729 %% 35800) / 100.0,
                           p %% 3000, 'Europe/Berlin', false, 1, '%2$s', 1
                    FROM generate_series(0, %3$d - 1) p
                    """,
                    """
                    INSERT INTO outpost.place_counters (place_id, records, accepted, duplicate, conflict, late, rejected,
                                                        waiting, hour_tier_only, rewrites, flagged, clock_at, open_panes,
                                                        revision, as_of, writer_epoch)
                    SELECT %1$s, 1000, 1000, 0, 0, 0, 0, 0, 0, 0, '{}', '%2$s', 0, 1000, '%2$s', 1
                    FROM generate_series(0, %3$d - 1) p
                    """,
                    """
                    INSERT INTO outpost.condition_transitions (place_id, condition, at, revision, from_state, state, level,
                                                               episode_id, drivers, retracted, as_of, writer_epoch)
                    SELECT %1$s, c, timestamptz '%2$s' - n * interval '9 h', 1000 - n,
                           CASE n %% 2 WHEN 0 THEN 'CLEAR' ELSE 'ACTIVE' END, CASE n %% 2 WHEN 0 THEN 'ACTIVE' ELSE 'CLEAR' END,
                           NULL, NULL,
                           '[{"measure": "heat_index_1h", "value": 31.25, "threshold": 26.7, "unit": "Cel"}]',
                           false, timestamptz '%2$s' - n * interval '9 h', 1
                    FROM generate_series(0, %3$d - 1) p, unnest(ARRAY['cold', 'heat', 'mud']) c, generate_series(1, 6) n
                    """,
                    """
                    INSERT INTO outpost.hour_aggregates (place_id, start_at, observations, coverage,
                        air_temperature_celsius_n, air_temperature_celsius_min, air_temperature_celsius_max,
                        air_temperature_celsius_sum, revision, as_of, writer_epoch)
                    SELECT %1$s, timestamptz '%2$s' - n * interval '1 h', 60, 1, 60, 10 + p %% 20, 12 + p %% 20,
                           60 * (11 + p %% 20), 1000 - n, '%2$s', 1
                    FROM generate_series(0, %3$d - 1) p, generate_series(1, 48) n
                    """,
                    """
                    INSERT INTO outpost.minute_aggregates (place_id, start_at, observations, coverage,
                        air_temperature_celsius_n, air_temperature_celsius_min, air_temperature_celsius_max,
                        air_temperature_celsius_sum, air_temperature_celsius_n_15m, air_temperature_celsius_mean_15m,
                        air_temperature_celsius_n_1h, air_temperature_celsius_mean_1h, coverage_15m, coverage_1h,
                        revision, as_of, writer_epoch)
                    SELECT %1$s, timestamptz '%2$s' - n * interval '1 min', 1, 1, 1, 11 + p %% 20, 11 + p %% 20,
                           11 + p %% 20, 15, 11 + p %% 20, 60, 11 + p %% 20, 1, 1, 20000 - n, '%2$s', 1
                    FROM generate_series(0, %3$d - 1) p,
                         generate_series(1, CASE WHEN p < %4$d THEN 1440 * %5$d ELSE %6$d END) n
                    """);

    private StoredPlaces() {}

    static void fill(String url, int places) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                url, PostgresFixture.USER, PostgresFixture.PASSWORD);
                Statement statement = connection.createStatement()) {
            for (int month = 0; month <= 1; month++) {
                for (String table : List.of("minute_aggregates", "quarter_hour_rollings")) {
                    statement.execute(
                            "SELECT outpost.make_partition('%s', timestamptz '%s' - interval '%d months')"
                                    .formatted(table, END, month));
                }
            }
            for (String rows : FILL) {
                statement.execute(
                        rows.formatted(
                                ID, END, places, WITH_MINUTES, DAYS_OF_MINUTES, NEWEST_MINUTES));
            }
            statement.execute("VACUUM ANALYZE");
        }
    }

    static String id(int place) {
        return "place-%07d".formatted(place);
    }

    /** The latest conditions of the places that everybody asks for. */
    static List<String> latest() {
        return IntStream.range(0, ASKED_FOR)
                .mapToObj(place -> "/v1/places/" + id(place) + "/conditions")
                .toList();
    }

    /** Hours of minutes, each of another place and time than the one before. */
    static List<String> series() {
        return IntStream.range(0, SERIES)
                .mapToObj(
                        i ->
                                "/v1/places/%s/timeseries?quantity=air_temperature_celsius&bucket=PT1M&start=%s&end=%s"
                                        .formatted(id(placeOf(i)), start(i), end(i)))
                .toList();
    }

    /** All places at an instant, each time another one. */
    static String map(int number) {
        return "/v1/map?quantity=air_temperature_celsius&at="
                + END.minus(number % NEWEST_MINUTES, ChronoUnit.MINUTES);
    }

    static int placeOf(int series) {
        return series * 37 % WITH_MINUTES;
    }

    static Instant start(int series) {
        int minutes = DAYS_OF_MINUTES * 1440 - MINUTES_OF_SERIES;
        return END.minus(MINUTES_OF_SERIES + (long) series * 7919 % minutes, ChronoUnit.MINUTES);
    }

    static Instant end(int series) {
        return start(series).plus(MINUTES_OF_SERIES, ChronoUnit.MINUTES);
    }
}
