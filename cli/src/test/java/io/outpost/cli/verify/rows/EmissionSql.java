package io.outpost.cli.verify.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.verify.emission.AlertContent;
import io.outpost.cli.verify.emission.CountersContent;
import io.outpost.cli.verify.emission.Driver;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.EpisodeContent;
import io.outpost.cli.verify.emission.HourlyContent;
import io.outpost.cli.verify.emission.PaneContent;
import io.outpost.cli.verify.emission.ParametersContent;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.emission.TransitionContent;
import io.outpost.cli.verify.log.LoggedParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes emissions into the tables, as a job would. */
final class EmissionSql {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EmissionSql() {}

    /** An upsert by a table's key. */
    static String insert(Table table, Emission emission) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("place_id", text(emission.key().placeId()));
        row.put("revision", Long.toString(emission.revision()));
        row.put("as_of", time(emission.asOfMillis()));
        row.put("writer_epoch", "1");
        fill(row, emission);
        List<String> sets = new ArrayList<>();
        row.keySet().forEach(column -> sets.add(column + " = EXCLUDED." + column));
        return "INSERT INTO outpost.%s (%s) VALUES (%s) ON CONFLICT (%s) DO UPDATE SET %s"
                .formatted(
                        table.tableName(),
                        String.join(", ", row.keySet()),
                        String.join(", ", row.values()),
                        key(table),
                        String.join(", ", sets));
    }

    private static String key(Table table) {
        return switch (table) {
            case CONDITION_TRANSITIONS -> "place_id, condition, at, revision";
            case CONDITION_EPISODES -> "episode_id";
            case ALERTS -> "episode_id, kind, revision";
            case PLACES, PLACE_COUNTERS -> "place_id";
            case PLACE_VERSIONS -> "place_id, revision";
            default -> "place_id, start_at";
        };
    }

    private static void fill(Map<String, String> row, Emission emission) {
        String what = emission.key().what();
        if (emission.content() instanceof PaneContent pane) {
            row.put("start_at", time(emission.key().number()));
            for (int i = 0; i < pane.values().length; i++) {
                row.put(pane.table().columns().get(i), number(pane.values()[i]));
            }
        } else if (emission.content() instanceof HourlyContent hourly) {
            row.put("start_at", time(emission.key().number()));
            fill(row, hourly);
        } else if (emission.content() instanceof TransitionContent transition) {
            row.put("condition", text(what));
            row.put("at", time(emission.key().number()));
            row.put("from_state", text(transition.from()));
            row.put("state", text(transition.state()));
            row.put("level", text(transition.level()));
            row.put("episode_id", text(transition.episodeId()));
            row.put("drivers", drivers(transition.drivers()));
            row.put("retracted", Boolean.toString(transition.retracted()));
        } else if (emission.content() instanceof EpisodeContent episode) {
            row.put("episode_id", text(what));
            row.put("condition", text(episode.condition()));
            row.put("started_at", time(episode.startedMillis()));
            row.put("ended_at", time(episode.endedMillis()));
            row.put("level", text(episode.level()));
            row.put("peak_level", text(episode.peakLevel()));
            row.put("retracted", Boolean.toString(episode.retracted()));
        } else if (emission.content() instanceof AlertContent alert) {
            fill(row, what.substring(0, what.indexOf(' ')), alert);
        } else if (emission.content() instanceof ParametersContent parameters) {
            fill(row, parameters);
        } else if (emission.content() instanceof CountersContent counters) {
            fill(row, counters);
        }
    }

    private static void fill(Map<String, String> row, HourlyContent hourly) {
        for (int i = 0; i < hourly.numbers().length; i++) {
            row.put(HourlyContent.NUMBERS.get(i), number(hourly.numbers()[i]));
        }
        row.put("temperature_days_back", Integer.toString(hourly.daysBack()));
        row.put("precipitation_missing", Boolean.toString(hourly.isWithoutRain()));
        row.put("mud_certain", Boolean.toString(hourly.isMudCertain()));
        row.put("high_water_certain", Boolean.toString(hourly.isHighWaterCertain()));
        row.put("snowpack_certain", Boolean.toString(hourly.isSnowpackCertain()));
    }

    private static void fill(Map<String, String> row, String episodeId, AlertContent alert) {
        row.put("episode_id", text(episodeId));
        row.put("kind", text(alert.kind().name()));
        row.put("alert_id", text(alert.alertId()));
        row.put("subject", text(alert.subject()));
        row.put("at", time(alert.atMillis()));
        row.put("started_at", time(alert.episode().startedMillis()));
        row.put("ended_at", time(alert.episode().endedMillis()));
        row.put("level", text(alert.level()));
        row.put("peak_level", text(alert.episode().peakLevel()));
        row.put("drivers", drivers(alert.drivers()));
        row.put("provisional", Boolean.toString(alert.provisional()));
    }

    private static void fill(Map<String, String> row, ParametersContent parameters) {
        LoggedParameters logged = parameters.logged();
        row.put("name", text(logged.name()));
        row.put("latitude", number(logged.latitude()));
        row.put("longitude", number(logged.longitude()));
        row.put("elevation_metres", number(logged.elevationMetres()));
        row.put("time_zone", text(logged.timeZone()));
        row.put("stale_after_seconds", Integer.toString(logged.staleAfterSeconds()));
        row.put("surface", text(logged.surface()));
        row.put("stream_size", text(logged.streamSize()));
        row.put("aspect_degrees", number(logged.aspectDegrees()));
        row.put("wind_height_metres", number(logged.windHeightMetres()));
        row.put("attribution", text(logged.attribution()));
        row.put("removed", Boolean.toString(logged.removed()));
        row.put("applied_from", time(parameters.appliedFromMillis()));
        row.put("hour_applied_from", time(parameters.hourAppliedFromMillis()));
    }

    private static void fill(Map<String, String> row, CountersContent counters) {
        row.put("records", Long.toString(counters.records()));
        row.put("accepted", Long.toString(counters.accepted()));
        row.put("duplicate", Long.toString(counters.duplicate()));
        row.put("conflict", Long.toString(counters.conflict()));
        row.put("late", Long.toString(counters.late()));
        row.put("rejected", Long.toString(counters.rejected()));
        row.put("waiting", Long.toString(counters.waiting()));
        row.put("hour_tier_only", Long.toString(counters.hourTierOnly()));
        row.put("rewrites", Long.toString(counters.rewrites()));
        row.put("flagged", json(counters.flagged()));
        row.put("clock_at", time(counters.clockMillis()));
        row.put("open_panes", Long.toString(counters.openPanes()));
    }

    private static String drivers(List<Driver> drivers) {
        return json(drivers);
    }

    private static String json(Object value) {
        try {
            return "'" + JSON.writeValueAsString(value) + "'";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "NULL" : Double.toString(value);
    }

    private static String text(String text) {
        return text == null ? "NULL" : "'" + text + "'";
    }

    private static String time(Long millis) {
        return Objects.isNull(millis) ? "NULL" : "to_timestamp(" + millis / 1000.0 + ")";
    }
}
