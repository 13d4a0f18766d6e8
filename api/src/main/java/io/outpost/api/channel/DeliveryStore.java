package io.outpost.api.channel;

import io.outpost.api.postgres.Columns;
import io.outpost.api.postgres.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What was to be delivered to channels, as their owners see it, and what they say to it. */
final class DeliveryStore {

    private static final String LIST =
            """
            SELECT * FROM api.deliveries
            WHERE owner_id = :owner AND channel_id = :id AND number < :before %s
            ORDER BY number DESC LIMIT :limit
            """;

    private static final String LIST_OF_ANY = LIST.formatted("");
    private static final String LIST_OF_STATE = LIST.formatted("AND state = :state");

    /** One at a time: who asks again gets the one that waits. */
    private static final String TRY =
            """
            INSERT INTO api.deliveries (owner_id, channel_id, alert_id, kind, at, body, due_at)
            SELECT :owner, :id, :alert, 'TRIAL', clock_timestamp(),
                json_build_object('type', 'channel.trial', 'timestamp', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                    'data', json_build_object('summary', 'This is how alerts of Outpost come to ' || :id::text || '.'))::text,
                clock_timestamp()
            WHERE NOT EXISTS (
                SELECT FROM api.deliveries WHERE owner_id = :owner AND channel_id = :id AND state = 'WAITING' AND kind = 'TRIAL')
            """;

    private static final String TRIAL =
            """
            SELECT alert_id FROM api.deliveries
            WHERE owner_id = :owner AND channel_id = :id AND state = 'WAITING' AND kind = 'TRIAL'
            """;

    private static final String REVIVE =
            """
            UPDATE api.deliveries SET state = 'WAITING', attempts = 0, failing_since = NULL, ended_at = NULL, due_at = clock_timestamp()
            WHERE owner_id = :owner AND channel_id = :id AND state = 'DEAD'
            """;

    private static final String WAKE =
            """
            UPDATE api.channels SET due_at = clock_timestamp(), failures = 0, paused_until = NULL
            WHERE owner_id = :owner AND channel_id = :id
            """;

    private static final String EPISODE =
            """
            SELECT episode_id FROM api.deliveries WHERE alert_id = :alert AND owner_id = :owner AND episode_id IS NOT NULL LIMIT 1
            """;

    private static final String ANSWER =
            """
            INSERT INTO api.episode_answers AS a (owner_id, episode_id, acknowledged_at, snoozed_until)
            VALUES (:owner, :episode, CASE WHEN :until::timestamptz IS NULL THEN clock_timestamp() END, :until)
            ON CONFLICT (owner_id, episode_id) DO UPDATE SET answered_at = clock_timestamp(),
                acknowledged_at = coalesce(a.acknowledged_at, EXCLUDED.acknowledged_at),
                snoozed_until = coalesce(EXCLUDED.snoozed_until, a.snoozed_until)
            RETURNING acknowledged_at, snoozed_until
            """;

    private final Database database;

    DeliveryStore(Database database) {
        this.database = database;
    }

    /**
     * A page, the newest first.
     *
     * @param state null: of any
     * @param before only those with a smaller number
     */
    List<Delivery> list(String owner, String id, String state, long before, int limit) {
        return database.read(
                handle -> {
                    Query query = handle.createQuery(state == null ? LIST_OF_ANY : LIST_OF_STATE);
                    if (state != null) {
                        query.bind("state", state);
                    }
                    return query.bind("owner", owner)
                            .bind("id", id)
                            .bind("before", before)
                            .bind("limit", limit)
                            .map((row, context) -> delivery(row))
                            .list();
                });
    }

    /** Has something delivered that is no alert. Returns its id. */
    String tryOut(String owner, String id) {
        return database.write(
                handle -> {
                    handle.createUpdate(TRY)
                            .bind("owner", owner)
                            .bind("id", id)
                            .bind("alert", "trial-" + UUID.randomUUID())
                            .execute();
                    wake(handle, owner, id);
                    return handle.createQuery(TRIAL)
                            .bind("owner", owner)
                            .bind("id", id)
                            .mapTo(String.class)
                            .first();
                });
    }

    /** Has those that were given up tried anew. Returns how many. */
    int revive(String owner, String id) {
        return database.write(
                handle -> {
                    int revived =
                            handle.createUpdate(REVIVE)
                                    .bind("owner", owner)
                                    .bind("id", id)
                                    .execute();
                    wake(handle, owner, id);
                    return revived;
                });
    }

    private static void wake(Handle handle, String owner, String id) {
        handle.createUpdate(WAKE).bind("owner", owner).bind("id", id).execute();
    }

    /**
     * Keeps that an episode is known, or that nothing of it is to be delivered for a time.
     *
     * @param until null: it is acknowledged
     * @return empty: no channel of the owner was to be notified of such an alert
     */
    Optional<EpisodeAnswer> answer(String owner, String alertId, Instant until) {
        if (!NewChannel.isId(alertId)) {
            return Optional.empty();
        }
        return database.write(
                handle ->
                        handle.createQuery(EPISODE)
                                .bind("owner", owner)
                                .bind("alert", alertId)
                                .mapTo(String.class)
                                .findOne()
                                .map(episode -> answer(handle, owner, episode, until)));
    }

    private static EpisodeAnswer answer(
            Handle handle, String owner, String episode, Instant until) {
        return handle.createQuery(ANSWER)
                .bind("owner", owner)
                .bind("episode", episode)
                .bind("until", until)
                .map(
                        (row, context) ->
                                new EpisodeAnswer(
                                        episode,
                                        Columns.instant(row, "acknowledged_at"),
                                        Columns.instant(row, "snoozed_until")))
                .one();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        int status = row.getInt("last_status");
        return new Delivery(
                row.getLong("number"),
                new Delivery.Shown(
                        row.getString("alert_id"),
                        row.getString("kind"),
                        row.getString("state"),
                        row.getString("episode_id"),
                        row.getString("place_id"),
                        row.getString("preference_id"),
                        row.getString("subject"),
                        row.getString("level"),
                        Columns.instant(row, "at"),
                        row.getInt("attempts"),
                        status == 0 ? null : (Integer) status,
                        row.getString("last_error"),
                        Columns.instant(row, "last_tried_at"),
                        Columns.instant(row, "due_at"),
                        Columns.instant(row, "created_at"),
                        Columns.instant(row, "ended_at")));
    }
}
