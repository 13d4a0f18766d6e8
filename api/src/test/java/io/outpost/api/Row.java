package io.outpost.api;

import io.outpost.core.model.ModelQuantity;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A row to be stored, with harmless defaults for what a test does not speak of. */
public final class Row {

    static final String RAW = "raw_observations";

    final String table;
    final Map<String, Object> columns = new TreeMap<>();

    private Row(String table, String placeId) {
        this.table = table;
        with("place_id", placeId).with("revision", 1).with("writer_epoch", 1);
        with("as_of", Instant.parse("2026-01-01T00:00:00Z"));
    }

    public static Row place(String id) {
        return new Row("places", id)
                .with("name", id)
                .with("time_zone", "UTC")
                .with("removed", false);
    }

    public static Row counters(String placeId, Instant clockAt) {
        Row row =
                new Row("place_counters", placeId).with("clock_at", clockAt).with("open_panes", 0);
        for (String zero :
                new String[] {
                    "duplicate",
                    "conflict",
                    "late",
                    "rejected",
                    "waiting",
                    "hour_tier_only",
                    "rewrites"
                }) {
            row.with(zero, 0);
        }
        return row.with("records", 1).with("accepted", 1).with("flagged", Map.of());
    }

    public static Row minute(String placeId, Instant start) {
        return pane("minute_aggregates", placeId, start);
    }

    public static Row hour(String placeId, Instant start) {
        return pane("hour_aggregates", placeId, start);
    }

    public static Row day(String placeId, Instant start) {
        return pane("day_aggregates", placeId, start);
    }

    public static Row quarterHour(String placeId, Instant start) {
        return new Row("quarter_hour_rollings", placeId).with("start_at", start);
    }

    /** An hour of the models: no snow, a soil with so much water in its surface layer, mm. */
    public static Row models(String placeId, Instant start, double surfaceWater) {
        Row row = new Row("hourly_models", placeId).with("start_at", start);
        for (ModelQuantity quantity : ModelQuantity.values()) {
            row.with(quantity.columnName(), 0);
        }
        for (String certain : List.of("mud", "high_water", "snowpack")) {
            row.with(certain + "_certain", true);
        }
        return row.with("albedo", 0.85)
                .with("density_kilograms_per_cubic_metre", 100)
                .with("surface_water_millimetres", surfaceWater)
                .with("lower_water_millimetres", 240)
                .with("store_millimetres", 120)
                .with("wetness", surfaceWater / 90)
                .with("elevated_from_millimetres_per_hour", 0.06)
                .with("temperature_days_back", 0)
                .with("precipitation_missing", false);
    }

    public static Row transition(
            String placeId, String condition, Instant at, String from, String to) {
        return new Row("condition_transitions", placeId)
                .with("condition", condition)
                .with("at", at)
                .with("from_state", from)
                .with("state", to)
                .with("drivers", new Object[0])
                .with("retracted", false);
    }

    public static Row episode(
            String placeId, String condition, String episodeId, Instant startedAt) {
        return new Row("condition_episodes", placeId)
                .with("condition", condition)
                .with("episode_id", episodeId)
                .with("started_at", startedAt)
                .with("retracted", false);
    }

    public static Row alert(String placeId, String alertId, Instant at) {
        return new Row("alerts", placeId)
                .with("alert_id", alertId)
                .with("episode_id", "episode of " + alertId)
                .with("kind", "BEGAN")
                .with("subject", "HEAT")
                .with("at", at)
                .with("started_at", at)
                .with("drivers", new Object[0])
                .with("provisional", false);
    }

    public static Row preferenceEpisode(
            String placeId, String preferenceId, String episodeId, Instant startedAt) {
        return new Row("preference_episodes", placeId)
                .with("preference_id", preferenceId)
                .with("episode_id", episodeId)
                .with("started_at", startedAt)
                .with("level", "NOTICE")
                .with("peak_level", "NOTICE")
                .with("retracted", false);
    }

    public static Row preferenceAlert(
            String placeId, String preferenceId, String alertId, Instant at) {
        return new Row("preference_alerts", placeId)
                .with("preference_id", preferenceId)
                .with("alert_id", alertId)
                .with("episode_id", "episode of " + alertId)
                .with("kind", "BEGAN")
                .with("at", at)
                .with("started_at", at)
                .with("level", "NOTICE")
                .with("peak_level", "NOTICE")
                .with("drivers", new Object[0]);
    }

    /** An observation as archived, with nothing in it; its partition is made when it is stored. */
    public static Row raw(String placeId, String sensorId, Instant observedAt) {
        return new Row(RAW, placeId)
                .with("sensor_id", sensorId)
                .with("observed_at", observedAt.truncatedTo(ChronoUnit.SECONDS))
                .with("observed_millisecond", observedAt.get(ChronoField.MILLI_OF_SECOND))
                .with("received_at", observedAt.plusSeconds(2))
                .with("kafka_partition", 0)
                .with("kafka_offset", 0);
    }

    public Row with(String column, Object value) {
        columns.put(column, value instanceof Instant instant ? instant.toString() : value);
        return this;
    }

    /** Values of an averaged quantity. */
    public Row values(String quantity, long count, double min, double max, double sum) {
        return with(quantity + "_n", count)
                .with(quantity + "_min", min)
                .with(quantity + "_max", max)
                .with(quantity + "_sum", sum);
    }

    public Row celsius(long count, double min, double max, double sum) {
        return values("air_temperature_celsius", count, min, max, sum);
    }

    private static Row pane(String table, String placeId, Instant start) {
        return new Row(table, placeId)
                .with("start_at", start)
                .with("observations", 1)
                .with("coverage", 1.0);
    }
}
