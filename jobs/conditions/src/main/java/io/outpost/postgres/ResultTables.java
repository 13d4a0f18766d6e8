package io.outpost.postgres;

import io.outpost.place.AlertRow;
import io.outpost.place.EpisodeRow;
import io.outpost.place.PlaceRow;
import io.outpost.place.TallyRow;
import io.outpost.place.TransitionRow;
import java.util.List;

/** The result tables but those of panes, as the migrations in schemas make them. */
final class ResultTables {
    private static final String WRITER_EPOCH = "writer_epoch";
    private static final String REVISION = "revision";
    private static final List<String> BY_REVISION = List.of(WRITER_EPOCH, REVISION);

    private ResultTables() {}

    static Table<TransitionRow> transitions(long writerEpoch) {
        return new Table<>(
                "condition_transitions",
                List.of("place_id", "condition", "at", REVISION),
                BY_REVISION,
                List.of(
                        Column.text("place_id", TransitionRow::placeId),
                        Column.text("condition", TransitionRow::condition),
                        Column.time("at", Long.MIN_VALUE, TransitionRow::atMillis),
                        Column.integer(REVISION, TransitionRow::revision),
                        Column.text("from_state", TransitionRow::fromState),
                        Column.text("state", TransitionRow::state),
                        Column.text("level", TransitionRow::level),
                        Column.text("episode_id", TransitionRow::episodeId),
                        Column.json("drivers", row -> Json.drivers(row.drivers())),
                        Column.flag("retracted", TransitionRow::retracted),
                        Column.time("as_of", Long.MIN_VALUE, TransitionRow::asOfMillis),
                        Column.integer(WRITER_EPOCH, row -> writerEpoch)));
    }

    static Table<EpisodeRow> episodes(long writerEpoch) {
        return new Table<>(
                "condition_episodes",
                List.of("episode_id"),
                BY_REVISION,
                List.of(
                        Column.text("episode_id", EpisodeRow::episodeId),
                        Column.text("place_id", EpisodeRow::placeId),
                        Column.text("condition", EpisodeRow::condition),
                        Column.time("started_at", 0, EpisodeRow::startedAtMillis),
                        Column.time("ended_at", 0, EpisodeRow::endedAtMillis),
                        Column.text("level", EpisodeRow::level),
                        Column.text("peak_level", EpisodeRow::peakLevel),
                        Column.flag("retracted", EpisodeRow::retracted),
                        Column.integer(REVISION, EpisodeRow::revision),
                        Column.time("as_of", Long.MIN_VALUE, EpisodeRow::asOfMillis),
                        Column.integer(WRITER_EPOCH, row -> writerEpoch)));
    }

    static Table<AlertRow> alerts(long writerEpoch) {
        return new Table<>(
                "alerts",
                List.of("episode_id", "kind", REVISION),
                BY_REVISION,
                List.of(
                        Column.text("episode_id", AlertRow::episodeId),
                        Column.text("kind", AlertRow::kind),
                        Column.integer(REVISION, AlertRow::revision),
                        Column.text("alert_id", AlertRow::alertId),
                        Column.text("place_id", AlertRow::placeId),
                        Column.text("subject", AlertRow::subject),
                        Column.time("at", Long.MIN_VALUE, AlertRow::atMillis),
                        Column.time("started_at", 0, AlertRow::startedAtMillis),
                        Column.time("ended_at", 0, AlertRow::endedAtMillis),
                        Column.text("level", AlertRow::level),
                        Column.json("drivers", row -> Json.drivers(row.drivers())),
                        Column.flag("provisional", AlertRow::provisional),
                        Column.time("as_of", Long.MIN_VALUE, AlertRow::asOfMillis),
                        Column.integer(WRITER_EPOCH, row -> writerEpoch)));
    }

    static Table<PlaceRow> places(long writerEpoch) {
        return placeTable("places", List.of("place_id"), writerEpoch);
    }

    static Table<PlaceRow> placeVersions(long writerEpoch) {
        return placeTable("place_versions", List.of("place_id", REVISION), writerEpoch);
    }

    private static Table<PlaceRow> placeTable(String name, List<String> key, long writerEpoch) {
        return new Table<>(
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
                        Column.flag("removed", row -> row.version().removed()),
                        Column.time("applied_from", Long.MIN_VALUE, PlaceRow::appliedFromMillis),
                        Column.integer(REVISION, PlaceRow::revision),
                        Column.time("as_of", Long.MIN_VALUE, PlaceRow::asOfMillis),
                        Column.integer(WRITER_EPOCH, row -> writerEpoch)));
    }

    static Table<TallyRow> tallies(long writerEpoch) {
        return new Table<>(
                "place_tallies",
                List.of("place_id"),
                BY_REVISION,
                List.of(
                        Column.text("place_id", TallyRow::placeId),
                        Column.integer("records", TallyRow::records),
                        Column.integer("accepted", TallyRow::accepted),
                        Column.integer("duplicate", TallyRow::duplicate),
                        Column.integer("conflict", TallyRow::conflict),
                        Column.integer("late", TallyRow::late),
                        Column.integer("rejected", TallyRow::rejected),
                        Column.integer("waiting", TallyRow::waiting),
                        Column.integer("hour_tier_only", TallyRow::hourTierOnly),
                        Column.integer("retractions", TallyRow::retractions),
                        Column.json("flagged", row -> Json.flagged(row.flagged())),
                        Column.time("clock_at", Long.MIN_VALUE, TallyRow::clockMillis),
                        Column.integer("open_panes", TallyRow::openPanes),
                        Column.integer(REVISION, TallyRow::revision),
                        Column.time("as_of", Long.MIN_VALUE, TallyRow::asOfMillis),
                        Column.integer(WRITER_EPOCH, row -> writerEpoch)));
    }
}
