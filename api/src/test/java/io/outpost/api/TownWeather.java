package io.outpost.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Ten days of made-up weather of towns around the world, hour by hour, as the jobs would have
 * written it: what is measured, what the models say, and how the conditions changed. The same each
 * time.
 */
final class TownWeather {

    private static final int DAYS = 10;

    /**
     * Temperature by latitude, local hour and a wave of some days; wetness, snow and flow by waves.
     */
    private static final List<String> STATEMENTS =
            List.of(
                    """
                    CREATE TEMPORARY TABLE weather AS
                    SELECT p.place_id, hour AS start_at, celsius, celsius + greatest(0, celsius - 24) * 0.55 AS heat_index,
                           CASE WHEN abs(hashtext(p.place_id || hour)) % 23 < 3
                                THEN abs(hashtext(hour || p.place_id)) % 40 / 10.0 ELSE 0 END AS rain,
                           0.52 + 0.44 * sin(x / 31 + seed) AS wetness,
                           greatest(0, (abs(p.latitude) - 56) * 7 - x / 9) AS snow,
                           0.05 + 0.09 * greatest(0, sin(x / 40 + 2 * seed)) AS flow
                    FROM outpost.places p,
                         generate_series(CAST(:from AS timestamptz), CAST(:last AS timestamptz), interval '1 hour') hour,
                         LATERAL (SELECT abs(hashtext(p.place_id)) % 628 / 100.0 AS seed,
                                         extract(epoch FROM hour - CAST(:from AS timestamptz)) / 3600 AS x) wave,
                         LATERAL (SELECT 31 - 0.52 * abs(p.latitude - 9) + 3 * sin(x / 50 + seed)
                                         + 6 * sin((extract(hour FROM hour) + p.longitude / 15 - 9) / 24 * 6.283) AS celsius) day
                    WHERE p.latitude IS NOT NULL
                    """,
                    """
                    INSERT INTO outpost.hour_aggregates (place_id, start_at, observations, coverage,
                        air_temperature_celsius_n, air_temperature_celsius_min, air_temperature_celsius_max,
                        air_temperature_celsius_sum, heat_index_celsius_n, heat_index_celsius_min, heat_index_celsius_max,
                        heat_index_celsius_sum, precipitation_millimetres_n, precipitation_millimetres_total,
                        revision, as_of, writer_epoch)
                    SELECT place_id, start_at, 60, 1, 60, celsius - 0.5, celsius + 0.5, celsius * 60,
                           60, heat_index - 0.5, heat_index + 0.5, heat_index * 60, 60, rain, 1, start_at, 1
                    FROM weather
                    """,
                    """
                    INSERT INTO outpost.hourly_models
                    SELECT model.* FROM weather w,
                        jsonb_populate_record(NULL::outpost.hourly_models, CAST(:model AS jsonb) || jsonb_build_object(
                            'place_id', place_id, 'start_at', start_at, 'as_of', start_at, 'wetness', wetness,
                            'surface_water_millimetres', wetness * 90, 'snow_depth_centimetres', snow,
                            'snow_water_equivalent_millimetres', snow * 3, 'ice_millimetres', snow * 3,
                            'flow_millimetres_per_hour', flow, 'mud_certain', abs(hashtext(place_id)) % 7 > 0)) model
                    """,
                    """
                    CREATE TEMPORARY TABLE judged AS
                    SELECT place_id, start_at + interval '1 hour' AS at, 'HEAT' AS condition,
                           CASE WHEN heat_index >= 40 THEN 'DANGER' WHEN heat_index >= 32 THEN 'EXTREME_CAUTION'
                                WHEN heat_index >= 26.7 THEN 'CAUTION' END AS level,
                           CASE WHEN heat_index >= 26.7 THEN 'ACTIVE' ELSE 'OK' END AS state,
                           jsonb_build_array(
                               jsonb_build_object('measure', 'heat_index_celsius', 'value', heat_index, 'windowSeconds', 3600),
                               jsonb_build_object('measure', 'air_temperature_celsius', 'value', celsius, 'windowSeconds', 3600))
                               AS drivers
                    FROM weather
                    UNION ALL
                    SELECT place_id, start_at + interval '1 hour', 'COLD',
                           CASE WHEN celsius <= -10 THEN 'MODERATE' WHEN celsius <= 0 THEN 'LOW' END,
                           CASE WHEN celsius <= 0 THEN 'ACTIVE' ELSE 'OK' END,
                           jsonb_build_array(jsonb_build_object(
                               'measure', 'felt_temperature_celsius', 'value', celsius, 'windowSeconds', 3600))
                    FROM weather
                    UNION ALL
                    SELECT place_id, start_at + interval '1 hour', 'MUD',
                           CASE WHEN snow > 2 THEN 'SNOW_COVERED' WHEN wetness >= 0.95 THEN 'SATURATED'
                                WHEN wetness >= 0.8 THEN 'MUDDY' WHEN wetness >= 0.667 THEN 'DAMP'
                                WHEN wetness >= 0.45 THEN 'TACKY' WHEN wetness >= 0.15 THEN 'DRY' ELSE 'DUSTY' END,
                           CASE WHEN abs(hashtext(place_id)) % 7 = 0 THEN 'UNCERTAIN'
                                WHEN snow <= 2 AND wetness >= 0.8 THEN 'ACTIVE' ELSE 'OK' END,
                           jsonb_build_array(
                               jsonb_build_object('measure', 'wetness', 'value', wetness, 'windowSeconds', 0),
                               jsonb_build_object('measure', 'water_millimetres', 'value', wetness * 20, 'windowSeconds', 86400),
                               jsonb_build_object('measure', 'evaporation_millimetres_per_day', 'value', -2.4, 'windowSeconds', 86400),
                               jsonb_build_object('measure', 'ready_in_hours', 'value', 31, 'windowSeconds', 0))
                    FROM weather
                    UNION ALL
                    SELECT place_id, start_at + interval '1 hour', 'SNOWPACK',
                           CASE WHEN snow > 60 THEN 'LOADING' WHEN snow > 20 THEN 'WET' ELSE 'SETTLED' END,
                           CASE WHEN snow > 60 THEN 'ACTIVE' ELSE 'OK' END,
                           jsonb_build_array(jsonb_build_object(
                               'measure', 'snow_depth_centimetres', 'value', snow, 'windowSeconds', 0))
                    FROM weather WHERE snow > 2
                    UNION ALL
                    SELECT place_id, start_at + interval '1 hour', 'HIGH_WATER',
                           CASE WHEN flow > 0.13 THEN 'HIGH' WHEN flow > 0.1 THEN 'ELEVATED' END,
                           CASE WHEN flow > 0.1 THEN 'ACTIVE' ELSE 'OK' END,
                           jsonb_build_array(jsonb_build_object(
                               'measure', 'flow_millimetres_per_hour', 'value', flow, 'windowSeconds', 0))
                    FROM weather
                    """,
                    """
                    CREATE TEMPORARY TABLE changed AS
                    SELECT * FROM (
                        SELECT j.*, lag(state, 1, 'UNKNOWN') OVER hours AS from_state,
                               (state, level) IS DISTINCT FROM (lag(state) OVER hours, lag(level) OVER hours) AS is_change
                        FROM judged j WINDOW hours AS (PARTITION BY place_id, condition ORDER BY at)
                    ) all_hours WHERE is_change
                    """,
                    """
                    INSERT INTO outpost.condition_transitions
                        (place_id, condition, at, revision, from_state, state, level, drivers, retracted, as_of, writer_epoch)
                    SELECT place_id, condition, at, 1, from_state, state, level, drivers, false, at, 1 FROM changed
                    """,
                    """
                    INSERT INTO outpost.alerts (episode_id, kind, revision, alert_id, place_id, subject, at, started_at, level,
                        peak_level, drivers, provisional, as_of, writer_epoch)
                    SELECT md5(place_id || condition || at), 'BEGAN', 1, md5(at || condition || place_id), place_id, condition,
                           at, at, level, level, drivers, false, at, 1
                    FROM changed
                    WHERE state = 'ACTIVE' AND level IN ('EXTREME_CAUTION', 'DANGER', 'MODERATE', 'MUDDY', 'HIGH', 'LOADING')
                    """,
                    "ANALYZE");

    private TownWeather() {}

    /** Stores the towns and their weather until an instant. */
    static void store(Rows rows, Instant until) {
        rows.insert(
                towns().stream()
                        .flatMap(town -> Stream.of(place(town), counters(town[0], until)))
                        .toArray(Row[]::new));
        fill(rows.jdbi(), until);
    }

    /** Stores the weather of all places that there are. */
    static void fill(Jdbi jdbi, Instant until) {
        Instant last = until.truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS);
        jdbi.useTransaction(
                handle -> {
                    for (String statement : STATEMENTS) {
                        run(handle, statement, last);
                    }
                });
    }

    private static void run(Handle handle, String statement, Instant last) {
        var update = handle.createUpdate(statement);
        if (statement.contains(":from")) {
            update.bind("from", last.minus(DAYS, ChronoUnit.DAYS).toString());
            update.bind("last", last.toString());
        }
        if (statement.contains(":model")) {
            update.bind("model", json(Row.models("", last, 0)));
        }
        update.execute();
    }

    private static String json(Row row) {
        try {
            return new ObjectMapper().writeValueAsString(row.columns);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row place(String[] town) {
        return Row.place(town[0])
                .with("name", town[1])
                .with("latitude", Double.valueOf(town[2]))
                .with("longitude", Double.valueOf(town[3]))
                .with("time_zone", town[4]);
    }

    private static Row counters(String placeId, Instant until) {
        return Row.counters(placeId, until.minusSeconds(60))
                .with("records", 14_520)
                .with("accepted", 14_400)
                .with("duplicate", 96)
                .with("late", 24);
    }

    private static List<String[]> towns() {
        InputStream in = TownWeather.class.getResourceAsStream("/towns.csv");
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
