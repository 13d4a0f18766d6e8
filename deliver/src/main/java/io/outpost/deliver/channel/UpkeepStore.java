package io.outpost.deliver.channel;

import io.outpost.deliver.postgres.Database;
import java.time.Duration;

/** Removes what is over, and counts what is not. */
final class UpkeepStore {
    private static final int PAGE = 1_000;

    private static final String CLEAN =
            """
            DELETE FROM api.deliveries WHERE (owner_id, channel_id, alert_id) IN (
                SELECT owner_id, channel_id, alert_id FROM api.deliveries
                WHERE ended_at < clock_timestamp() - make_interval(secs => :kept) ORDER BY ended_at LIMIT :page)
            """;

    private static final String FORGET =
            """
            DELETE FROM api.episode_answers WHERE (owner_id, episode_id) IN (
                SELECT owner_id, episode_id FROM api.episode_answers
                WHERE answered_at < clock_timestamp() - make_interval(secs => :kept)
                  AND (snoozed_until IS NULL OR snoozed_until < clock_timestamp())
                ORDER BY answered_at LIMIT :page)
            """;

    private static final String OF_DELETED_PLACES =
            """
            DELETE FROM api.deliveries WHERE place_id IN (SELECT place_id FROM api.deleted_places)
            """;

    /**
     * Held up by what its owner has changed since: those whose time has not come, and that have not
     * failed. All of them are looked at anew.
     */
    private static final String RECONSIDER =
            """
            WITH again AS (
                UPDATE api.deliveries d SET due_at = clock_timestamp()
                WHERE d.state = 'WAITING' AND d.due_at > clock_timestamp() AND d.failing_since IS NULL AND d.kind <> 'FOLLOW_UP'
                  AND coalesce(d.held_at, d.created_at) < greatest(
                    (SELECT p.updated_at FROM outpost.preferences p WHERE p.preference_id = d.preference_id),
                    (SELECT a.answered_at FROM api.episode_answers a WHERE a.owner_id = d.owner_id AND a.episode_id = d.episode_id))
                RETURNING d.owner_id, d.channel_id)
            UPDATE api.channels SET due_at = clock_timestamp()
            WHERE (owner_id, channel_id) IN (SELECT DISTINCT owner_id, channel_id FROM again)
            """;

    private static final String TOTALS =
            """
            SELECT count(*) AS due, coalesce(extract(epoch FROM clock_timestamp() - min(d.due_at)), 0) AS age,
                (SELECT count(*) FROM api.channels WHERE disabled_at IS NULL AND failures > 0) AS failing
            FROM api.deliveries d JOIN api.channels c USING (owner_id, channel_id)
            WHERE d.state = 'WAITING' AND d.due_at <= clock_timestamp() AND c.disabled_at IS NULL AND c.failures = 0
            """;

    private final Database database;

    UpkeepStore(Database database) {
        this.database = database;
    }

    /**
     * What waits now, of all processes.
     *
     * @param due whose time has come, but those of channels that fail
     * @param oldestSeconds since when the longest of them is due, s; 0: there is none
     * @param failing channels whose last send has failed
     */
    record Totals(long due, double oldestSeconds, long failing) {
        static final Totals NONE = new Totals(0, 0, 0);
    }

    /**
     * Removes what has ended, a page of it, and all that is of deleted places. Has looked at anew
     * what is held up by what was changed since.
     *
     * @param kept for how long it is kept after its end
     */
    void clean(Duration kept) {
        database.run(
                handle -> {
                    handle.createUpdate(CLEAN).bind("kept", kept).bind("page", PAGE).execute();
                    handle.createUpdate(FORGET).bind("kept", kept).bind("page", PAGE).execute();
                    handle.createUpdate(OF_DELETED_PLACES).execute();
                    handle.createUpdate(RECONSIDER).execute();
                });
    }

    Totals totals() {
        return database.write(
                handle ->
                        handle.createQuery(TOTALS)
                                .map(
                                        (row, context) ->
                                                new Totals(
                                                        row.getLong("due"),
                                                        row.getDouble("age"),
                                                        row.getLong("failing")))
                                .one());
    }
}
