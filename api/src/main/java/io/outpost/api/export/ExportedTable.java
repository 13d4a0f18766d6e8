package io.outpost.api.export;

import java.util.List;

/**
 * A table with rows of places, as an export reads it: in the order of its key, page by page.
 *
 * @param name in the export
 * @param source what is read, with a column place_id; of keys of sensors no secrets
 * @param key names a row of a place; by an index that begins with the place
 */
record ExportedTable(String name, String source, List<Column> key) {

    /** A column of a key, and its type in SQL. */
    record Column(String name, String type) {}

    private static final Column START_AT = new Column("start_at", "timestamptz");
    private static final Column REVISION = new Column("revision", "bigint");
    private static final Column CONDITION = new Column("condition", "text");
    private static final Column AT = new Column("at", "timestamptz");
    private static final Column ID = new Column("id", "text");
    private static final Column EPISODE = new Column("episode_id", "text");

    private static final String SENSOR_KEYS =
            """
            (SELECT s.place_id, k.sensor, k.id, k.algorithm,
                    CASE k.algorithm WHEN 'ed25519' THEN encode(k.verifier, 'base64') END AS public_key,
                    k.created_at, k.revoked_at
             FROM api.sensors s JOIN api.sensor_keys k ON k.sensor = s.id)
            """;

    /** All that Outpost keeps of a place in Postgres. */
    static final List<ExportedTable> ALL =
            List.of(
                    of("places", REVISION),
                    of("place_versions", REVISION),
                    of("place_counters", REVISION),
                    new ExportedTable("sensors", "api.sensors", List.of(ID)),
                    new ExportedTable("sensor_keys", SENSOR_KEYS, List.of(ID)),
                    of(
                            "raw_observations",
                            new Column("observed_at", "timestamptz"),
                            new Column("sensor_id", "text")),
                    of("minute_aggregates", START_AT),
                    of("quarter_hour_rollings", START_AT),
                    of("hour_aggregates", START_AT),
                    of("day_aggregates", START_AT),
                    of("hourly_models", START_AT),
                    of("condition_transitions", CONDITION, AT, REVISION),
                    of(
                            "condition_episodes",
                            CONDITION,
                            new Column("started_at", "timestamptz"),
                            EPISODE),
                    of(
                            "alerts",
                            AT,
                            new Column("alert_id", "text"),
                            EPISODE,
                            new Column("kind", "text"),
                            REVISION));

    private static ExportedTable of(String table, Column... key) {
        return new ExportedTable(table, "outpost." + table, List.of(key));
    }
}
