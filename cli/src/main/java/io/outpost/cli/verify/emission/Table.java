package io.outpost.cli.verify.emission;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the conditions job emits: the tables it writes, and late and rejected records. */
public enum Table {
    MINUTE_AGGREGATES(
            List.of("start_at"),
            PaneColumns.concat(
                    PaneColumns.aggregates(),
                    PaneColumns.concat(PaneColumns.rolling("15m"), PaneColumns.rolling("1h")))),
    QUARTER_HOUR_ROLLINGS(List.of("start_at"), PaneColumns.rolling("24h")),
    HOUR_AGGREGATES(List.of("start_at"), PaneColumns.aggregates()),
    DAY_AGGREGATES(List.of("start_at"), PaneColumns.aggregates()),
    HOURLY_MODELS(List.of("start_at"), HourlyContent.COLUMNS),
    CONDITION_TRANSITIONS(
            List.of("at"),
            List.of(
                    "condition",
                    "from_state",
                    "state",
                    "level",
                    "episode_id",
                    "drivers",
                    "retracted")),
    CONDITION_EPISODES(
            List.of("started_at", "ended_at"),
            List.of("episode_id", "condition", "level", "peak_level", "retracted")),
    ALERTS(List.of("at", "started_at", "ended_at"), AlertContent.COLUMNS),
    /** What applies, which is emitted and goes to a topic, and has no table. */
    PREFERENCES(Columns.APPLIED_FROM, List.of("preference_id", "owner_id", "version", "document")),
    PREFERENCE_EPISODES(
            List.of("started_at", "ended_at"),
            List.of("episode_id", "preference_id", "level", "peak_level", "retracted")),
    PREFERENCE_ALERTS(List.of("at", "started_at", "ended_at"), AlertContent.COLUMNS_OF_PREFERENCES),
    PLACE_VERSIONS(Columns.APPLIED_FROM, Columns.PARAMETERS),
    PLACES(Columns.APPLIED_FROM, Columns.PARAMETERS),
    PLACE_COUNTERS(
            List.of("clock_at"),
            List.of(
                    "records",
                    "accepted",
                    "duplicate",
                    "conflict",
                    "late",
                    "rejected",
                    "waiting",
                    "hour_tier_only",
                    "rewrites",
                    "flagged",
                    "open_panes")),
    LATE(List.of(), List.of()),
    REJECTED(List.of(), List.of());

    private static final class Columns {
        private static final List<String> APPLIED_FROM =
                List.of("applied_from", "hour_applied_from");

        private static final List<String> PARAMETERS =
                List.of(
                        "name",
                        "latitude",
                        "longitude",
                        "elevation_metres",
                        "time_zone",
                        "stale_after_seconds",
                        "surface",
                        "stream_size",
                        "aspect_degrees",
                        "wind_height_metres",
                        "attribution",
                        "removed");
    }

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of and never changed
    private final List<String> times;

    @SuppressWarnings("ImmutableEnumChecker") // the same
    private final List<String> columns;

    Table(List<String> times, List<String> columns) {
        this.times = times;
        this.columns = List.copyOf(columns);
    }

    /** Such as minute_aggregates. */
    public String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All but the times, revision and writer epoch. */
    public List<String> columns() {
        return columns;
    }

    /** Of its content, but for {@code as_of}. */
    public List<String> times() {
        return times;
    }

    /** True when every revision has its row. */
    public boolean keepsRevisions() {
        return this == CONDITION_TRANSITIONS
                || this == ALERTS
                || this == PREFERENCE_ALERTS
                || this == PLACE_VERSIONS;
    }

    /** False for what goes to topics alone. */
    public boolean isInPostgres() {
        return this != LATE && this != REJECTED && this != PREFERENCES;
    }

    /** SQL for the rows of some places, each as a {@link FoundRow}. */
    public String select() {
        return "SELECT place_id, revision, %s, %s FROM outpost.%s WHERE place_id = ANY(?)"
                .formatted(
                        Stream.concat(Stream.of("as_of"), times.stream())
                                .map(time -> millis(time) + " AS " + time)
                                .collect(Collectors.joining(", ")),
                        String.join(", ", columns),
                        tableName());
    }

    /** The key of what was found. */
    public Key key(Found found) throws SQLException {
        String place = found.textOrEmpty("place_id");
        return switch (this) {
            case MINUTE_AGGREGATES,
                    QUARTER_HOUR_ROLLINGS,
                    HOUR_AGGREGATES,
                    DAY_AGGREGATES,
                    HOURLY_MODELS ->
                    new Key(place, "", found.wholeOrZero("start_at"));
            case CONDITION_TRANSITIONS ->
                    new Key(place, found.textOrEmpty("condition"), found.wholeOrZero("at"));
            case PREFERENCES -> new Key(place, found.textOrEmpty("preference_id"), 0);
            case CONDITION_EPISODES, PREFERENCE_EPISODES ->
                    new Key(place, found.textOrEmpty("episode_id"), 0);
            case ALERTS, PREFERENCE_ALERTS ->
                    new Key(
                            place,
                            found.textOrEmpty("episode_id") + " " + found.textOrEmpty("kind"),
                            0);
            case PLACE_VERSIONS, PLACES, PLACE_COUNTERS -> new Key(place, "", 0);
            case LATE, REJECTED ->
                    position(found.wholeOrZero("partition"), found.wholeOrZero("offset"));
        };
    }

    /** The key of a late or rejected record. */
    public static Key position(long partition, long offset) {
        return new Key(partition + ":" + offset, "", 0);
    }

    /** SQL for the ms since 1970 of a time; null stays null. */
    private static String millis(String column) {
        return "(date_part('epoch', " + column + ") * 1000)::int8";
    }
}
