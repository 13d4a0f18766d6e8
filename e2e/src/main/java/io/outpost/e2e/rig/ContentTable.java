package io.outpost.e2e.rig;

import java.util.Set;

/**
 * A result table and the query for its content: the last revision of every key, without the columns
 * that say when and by whom a row was written. Two logs with the same content give the same rows.
 */
enum ContentTable {
    MINUTE_AGGREGATES("minute_aggregates", "place_id, start_at", ""),
    QUARTER_HOUR_ROLLINGS("quarter_hour_rollings", "place_id, start_at", ""),
    HOUR_AGGREGATES("hour_aggregates", "place_id, start_at", ""),
    DAY_AGGREGATES("day_aggregates", "place_id, start_at", ""),
    HOURLY_MODELS("hourly_models", "place_id, start_at", ""),
    CONDITION_TRANSITIONS("condition_transitions", "place_id, condition, at", "NOT retracted"),
    CONDITION_EPISODES("condition_episodes", "episode_id", "NOT retracted"),
    /**
     * The last state of each episode that was not retracted, whether the alert that brought it was
     * a change or a correction; of several that one event emitted the last.
     */
    ALERTS("alerts", "episode_id", "kind NOT ILIKE 'retracted'"),
    PREFERENCE_EPISODES("preference_episodes", "episode_id", "NOT retracted"),
    PREFERENCE_ALERTS("preference_alerts", "episode_id", "kind NOT ILIKE 'retracted'"),
    PLACES("places", "place_id", "");

    private static final Set<String> NEVER_CONTENT =
            Set.of("revision", "as_of", "writer_epoch", "retracted");
    private static final String IN_AN_EVENT =
            ", at DESC, array_position(ARRAY['BEGAN', 'CHANGED', 'CORRECTED', 'ENDED', 'RETRACTED'], kind) DESC";
    private static final Set<String> HOW_THE_ALERT_CAME =
            Set.of("kind", "alert_id", "at", "drivers", "provisional");

    private final String table;
    private final String key;
    private final String holds;

    ContentTable(String table, String key, String holds) {
        this.table = table;
        this.key = key;
        this.holds = holds;
    }

    boolean isContent(String column) {
        return !NEVER_CONTENT.contains(column)
                && (!isOfAlerts() || !HOW_THE_ALERT_CAME.contains(column));
    }

    private boolean isOfAlerts() {
        return this == ALERTS || this == PREFERENCE_ALERTS;
    }

    String table() {
        return table;
    }

    /** With one parameter: a pattern for the ids of places. */
    String query() {
        String last =
                "SELECT DISTINCT ON (%s) * FROM outpost.%s WHERE place_id LIKE ? ORDER BY %s, writer_epoch DESC, revision DESC%s"
                        .formatted(key, table, key, isOfAlerts() ? IN_AN_EVENT : "");
        return "SELECT * FROM (%s) last%s"
                .formatted(last, holds.isEmpty() ? "" : " WHERE " + holds);
    }
}
