package io.outpost.conditions.postgres;

import io.outpost.core.model.ModelQuantity;
import io.outpost.core.place.AlertRow;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.EpisodeRow;
import io.outpost.core.place.ModelRow;
import io.outpost.core.place.PlaceRow;
import io.outpost.core.place.PreferenceAlertRow;
import io.outpost.core.place.PreferenceEpisodeRow;
import io.outpost.core.place.PreferenceRow;
import io.outpost.core.place.TransitionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The result tables but those of panes, as the migrations in schemas make them. */
final class ResultTables {
    private static final String WRITER_EPOCH = "writer_epoch";
    private static final String REVISION = "revision";
    private static final List<String> BY_REVISION = List.of(WRITER_EPOCH, REVISION);

    /** Times of an episode, 0 where there is none. */
    private static final Set<String> OPEN_TIMES = Set.of("startedAtMillis", "endedAtMillis");

    private ResultTables() {}

    static UpsertTable<ModelRow> models(long writerEpoch) {
        List<Column<ModelRow>> columns = new ArrayList<>();
        columns.add(Column.text("place_id", ModelRow::placeId));
        columns.add(Column.time("start_at", Long.MIN_VALUE, ModelRow::startMillis));
        for (ModelQuantity quantity : ModelQuantity.values()) {
            columns.add(Column.number(quantity.columnName(), row -> row.hour().value(quantity)));
        }
        columns.add(
                Column.smallInteger(
                        "temperature_days_back", row -> row.hour().temperatureDaysBack()));
        columns.add(
                Column.flag("precipitation_missing", row -> row.hour().isPrecipitationMissing()));
        columns.add(Column.flag("mud_certain", row -> row.hour().certainty().mud()));
        columns.add(Column.flag("high_water_certain", row -> row.hour().certainty().highWater()));
        columns.add(Column.flag("snowpack_certain", row -> row.hour().certainty().snowpack()));
        columns.add(Column.bigInteger(REVISION, ModelRow::revision));
        columns.add(Column.time("as_of", Long.MIN_VALUE, ModelRow::asOfMillis));
        columns.add(Column.bigInteger(WRITER_EPOCH, row -> writerEpoch));
        return new UpsertTable<>(
                "hourly_models",
                List.of("place_id", "start_at"),
                BY_REVISION,
                List.copyOf(columns));
    }

    static UpsertTable<TransitionRow> transitions(long writerEpoch) {
        return new UpsertTable<>(
                "condition_transitions",
                List.of("place_id", "condition", "at", REVISION),
                BY_REVISION,
                RecordColumns.of(TransitionRow.class, Set.of(), writerEpoch));
    }

    static UpsertTable<EpisodeRow> episodes(long writerEpoch) {
        return new UpsertTable<>(
                        "condition_episodes",
                        List.of("episode_id"),
                        BY_REVISION,
                        RecordColumns.of(EpisodeRow.class, OPEN_TIMES, writerEpoch))
                .rewriting();
    }

    static UpsertTable<AlertRow> alerts(long writerEpoch) {
        return new UpsertTable<>(
                "alerts",
                List.of("episode_id", "kind", REVISION),
                BY_REVISION,
                RecordColumns.of(AlertRow.class, OPEN_TIMES, writerEpoch));
    }

    static UpsertTable<PlaceRow> places(long writerEpoch) {
        return placeTable("places", List.of("place_id"), writerEpoch).rewriting();
    }

    static UpsertTable<PlaceRow> placeVersions(long writerEpoch) {
        return placeTable("place_versions", List.of("place_id", REVISION), writerEpoch);
    }

    private static UpsertTable<PlaceRow> placeTable(
            String name, List<String> key, long writerEpoch) {
        return new UpsertTable<>(
                name,
                key,
                BY_REVISION,
                List.of(
                        Column.text("place_id", PlaceRow::placeId),
                        Column.text("name", row -> row.version().name()),
                        Column.number("latitude", row -> row.version().latitudeDegrees()),
                        Column.number("longitude", row -> row.version().longitudeDegrees()),
                        Column.number("elevation_metres", row -> row.version().elevationMetres()),
                        Column.text("time_zone", row -> row.version().timeZone()),
                        Column.count(
                                "stale_after_seconds", row -> row.version().staleAfterSeconds()),
                        Column.constant("surface", row -> row.version().surface()),
                        Column.constant("stream_size", row -> row.version().streamSize()),
                        Column.number("aspect_degrees", row -> row.version().aspectDegrees()),
                        Column.number(
                                "wind_height_metres", row -> row.version().windHeightMetres()),
                        Column.text("attribution", row -> row.version().attribution()),
                        Column.flag("removed", row -> row.version().removed()),
                        Column.time("applied_from", Long.MIN_VALUE, PlaceRow::appliedFromMillis),
                        Column.time(
                                "hour_applied_from",
                                Long.MIN_VALUE,
                                PlaceRow::hourAppliedFromMillis),
                        Column.bigInteger(REVISION, PlaceRow::revision),
                        Column.time("as_of", Long.MIN_VALUE, PlaceRow::asOfMillis),
                        Column.bigInteger(WRITER_EPOCH, row -> writerEpoch)));
    }

    static UpsertTable<PreferenceEpisodeRow> preferenceEpisodes(long writerEpoch) {
        return new UpsertTable<>(
                        "preference_episodes",
                        List.of("episode_id"),
                        BY_REVISION,
                        RecordColumns.of(PreferenceEpisodeRow.class, OPEN_TIMES, writerEpoch))
                .rewriting();
    }

    static UpsertTable<PreferenceAlertRow> preferenceAlerts(long writerEpoch) {
        return new UpsertTable<>(
                "preference_alerts",
                List.of("episode_id", "kind", REVISION),
                BY_REVISION,
                RecordColumns.of(PreferenceAlertRow.class, OPEN_TIMES, writerEpoch));
    }

    /** No table of the job's: what is emitted, by the same columns. */
    static UpsertTable<PreferenceRow> preferences(long writerEpoch) {
        return new UpsertTable<>(
                "preferences",
                List.of("place_id", "preference_id"),
                BY_REVISION,
                List.of(
                        Column.text("place_id", PreferenceRow::placeId),
                        Column.text("preference_id", row -> row.version().preferenceId()),
                        Column.text("owner_id", row -> row.version().ownerId()),
                        Column.bigInteger("version", row -> row.version().number()),
                        Column.text("document", row -> row.version().document()),
                        Column.time(
                                "applied_from", Long.MIN_VALUE, PreferenceRow::appliedFromMillis),
                        Column.time(
                                "hour_applied_from",
                                Long.MIN_VALUE,
                                PreferenceRow::hourAppliedFromMillis),
                        Column.bigInteger(REVISION, PreferenceRow::revision),
                        Column.time("as_of", Long.MIN_VALUE, PreferenceRow::asOfMillis),
                        Column.bigInteger(WRITER_EPOCH, row -> writerEpoch)));
    }

    static UpsertTable<CountersRow> counters(long writerEpoch) {
        return new UpsertTable<>(
                        "place_counters",
                        List.of("place_id"),
                        BY_REVISION,
                        List.of(
                                Column.text("place_id", CountersRow::placeId),
                                Column.bigInteger("records", CountersRow::records),
                                Column.bigInteger("accepted", CountersRow::accepted),
                                Column.bigInteger("duplicate", CountersRow::duplicate),
                                Column.bigInteger("conflict", CountersRow::conflict),
                                Column.bigInteger("late", CountersRow::late),
                                Column.bigInteger("rejected", CountersRow::rejected),
                                Column.integer("waiting", CountersRow::waiting),
                                Column.bigInteger("hour_tier_only", CountersRow::hourTierOnly),
                                Column.bigInteger("rewrites", CountersRow::rewrites),
                                Column.json("flagged", row -> Json.flagged(row.flagged())),
                                Column.time("clock_at", Long.MIN_VALUE, CountersRow::clockMillis),
                                Column.integer("open_panes", CountersRow::openPanes),
                                Column.bigInteger(REVISION, CountersRow::revision),
                                Column.time("as_of", Long.MIN_VALUE, CountersRow::asOfMillis),
                                Column.bigInteger(WRITER_EPOCH, row -> writerEpoch)))
                .rewriting();
    }
}
