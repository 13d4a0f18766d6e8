package io.outpost.api.condition;

import io.outpost.api.display.Display;
import io.outpost.api.postgres.Columns;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.EventTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the changes of conditions. Of each (place, condition, event time) the row with the highest
 * (writer epoch, revision) holds, unless retracted: a revision of a withdrawn version counts for
 * nothing, however high.
 */
final class ConditionStore {

    /**
     * Names the conditions of each place one by one, then takes the newest change of each that
     * holds.
     */
    private static final String CURRENT =
            """
            SELECT t.*, e.episode_id AS known_episode, e.started_at, e.ended_at,
                   e.level AS episode_level, e.peak_level
            FROM unnest(CAST(:places AS text[])) asked (place_id)
            CROSS JOIN LATERAL (
                WITH RECURSIVE named AS (
                    (SELECT condition FROM outpost.condition_transitions
                     WHERE place_id = asked.place_id ORDER BY condition LIMIT 1)
                    UNION ALL
                    SELECT (SELECT t.condition FROM outpost.condition_transitions t
                            WHERE t.place_id = asked.place_id AND t.condition > named.condition
                            ORDER BY t.condition LIMIT 1)
                    FROM named WHERE named.condition IS NOT NULL
                )
                SELECT condition FROM named WHERE condition IS NOT NULL
            ) named
            CROSS JOIN LATERAL (
                SELECT * FROM outpost.condition_transitions t
                WHERE t.place_id = asked.place_id AND t.condition = named.condition AND NOT t.retracted
                  AND NOT EXISTS (
                      SELECT 1 FROM outpost.condition_transitions newer
                      WHERE newer.place_id = t.place_id AND newer.condition = t.condition
                        AND newer.at = t.at
                        AND (newer.writer_epoch, newer.revision) > (t.writer_epoch, t.revision))
                ORDER BY t.at DESC LIMIT 1
            ) t
            LEFT JOIN outpost.condition_episodes e ON e.episode_id = t.episode_id AND NOT e.retracted
            ORDER BY t.place_id, t.condition
            """;

    private static final String REVISIONS =
            """
            SELECT t.* FROM outpost.condition_transitions t
            WHERE t.place_id = :place AND t.at >= :start AND t.at < :end
              AND (t.at, t.condition, t.writer_epoch, t.revision)
                  > (:afterAt, :afterCondition, :afterEpoch, :afterRevision)
              AND (CAST(:condition AS text) IS NULL OR t.condition = :condition)
              AND t.as_of <= :asOf %s
            ORDER BY t.at, t.condition, t.writer_epoch, t.revision LIMIT :limit
            """;

    private static final String HELD =
            """
            AND NOT t.retracted
            AND NOT EXISTS (
                SELECT 1 FROM outpost.condition_transitions newer
                WHERE newer.place_id = t.place_id AND newer.condition = t.condition
                  AND newer.at = t.at AND newer.as_of <= :asOf
                  AND (newer.writer_epoch, newer.revision) > (t.writer_epoch, t.revision))
            """;

    private static final String NEWEST_BEFORE =
            """
            SELECT t.* FROM outpost.condition_transitions t
            WHERE t.place_id = :place AND t.condition = :condition AND t.at < :start
              AND t.as_of <= :asOf %s
            ORDER BY t.at DESC LIMIT 1
            """
                    .formatted(HELD);

    private final Database database;

    ConditionStore(Database database) {
        this.database = database;
    }

    /**
     * Which changes are wanted: of one condition or, if null, of all, as known at asOf, after the
     * last of the page before; each as it held, or in every revision.
     */
    record Wanted(
            String placeId,
            String condition,
            Instant start,
            Instant end,
            Instant asOf,
            Position after,
            boolean everyRevision) {}

    /** A place in the order of revisions. */
    record Position(Instant at, String condition, long writerEpoch, long revision) {}

    List<CurrentCondition> current(String placeId, Display display) {
        return current(List.of(placeId), display).getOrDefault(placeId, List.of());
    }

    /** Of several places, by their ids; one of which nothing was judged is absent. */
    Map<String, List<CurrentCondition>> current(List<String> placeIds, Display display) {
        Map<String, List<CurrentCondition>> current = new HashMap<>();
        database.read(
                        handle ->
                                handle.createQuery(CURRENT)
                                        .bindArray("places", String.class, placeIds)
                                        .map(
                                                (row, context) ->
                                                        Map.entry(
                                                                row.getString("place_id"),
                                                                current(row, display)))
                                        .list())
                .forEach(
                        one ->
                                current.computeIfAbsent(one.getKey(), id -> new ArrayList<>())
                                        .add(one.getValue()));
        return current;
    }

    /**
     * In the order of (event time, condition); of one change the revisions in the order in which
     * each replaced the one before.
     */
    List<Transition> history(Wanted wanted, int limit, Display display) {
        return database.read(
                handle ->
                        handle.createQuery(REVISIONS.formatted(wanted.everyRevision() ? "" : HELD))
                                .bind("place", wanted.placeId())
                                .bind("condition", wanted.condition())
                                .bind("start", wanted.start())
                                .bind("end", wanted.end())
                                .bind("asOf", wanted.asOf())
                                .bind("afterAt", wanted.after().at())
                                .bind("afterCondition", wanted.after().condition())
                                .bind("afterEpoch", wanted.after().writerEpoch())
                                .bind("afterRevision", wanted.after().revision())
                                .bind("limit", limit)
                                .map((row, context) -> transition(row, display))
                                .list());
    }

    /** The newest change of a condition before an instant, as it is known now. */
    Optional<Transition> newestBefore(String placeId, String condition, Instant start) {
        return database.read(
                handle ->
                        handle.createQuery(NEWEST_BEFORE)
                                .bind("place", placeId)
                                .bind("condition", condition)
                                .bind("start", start)
                                .bind("asOf", EventTimes.LAST)
                                .map((row, context) -> transition(row, Display.USUAL))
                                .findOne());
    }

    private static Transition transition(ResultSet row, Display display) throws SQLException {
        return new Transition(
                row.getString("condition"),
                Columns.instant(row, "at"),
                row.getString("from_state"),
                row.getString("state"),
                row.getString("level"),
                row.getString("episode_id"),
                Driver.parse(row.getString("drivers"), display),
                Columns.instant(row, "as_of"),
                row.getLong("revision"),
                row.getBoolean("retracted"),
                row.getLong("writer_epoch"));
    }

    private static CurrentCondition current(ResultSet row, Display display) throws SQLException {
        return new CurrentCondition(
                row.getString("condition"),
                row.getString("state"),
                row.getString("level"),
                Columns.instant(row, "at"),
                Driver.parse(row.getString("drivers"), display),
                episode(row),
                Columns.instant(row, "as_of"),
                row.getLong("revision"));
    }

    private static CurrentCondition.Episode episode(ResultSet row) throws SQLException {
        String id = row.getString("known_episode");
        if (id == null) {
            return null;
        }
        return new CurrentCondition.Episode(
                id,
                Columns.instant(row, "started_at"),
                Columns.instant(row, "ended_at"),
                row.getString("episode_level"),
                row.getString("peak_level"));
    }
}
