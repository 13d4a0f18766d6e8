package io.outpost.deliver.channel;

import io.outpost.deliver.postgres.Database;
import io.outpost.deliver.send.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Channels and what waits for them, as workers of all processes share them, by the clock of
 * Postgres. A channel is one worker's at a time, whose hold ends unless it goes on.
 */
final class ChannelStore {
    /** A try takes some seconds, and each renews it. */
    static final Duration LEASE = Duration.ofSeconds(90);

    private static final String TAKE =
            """
            UPDATE api.channels c SET worker = :worker, lease_until = clock_timestamp() + make_interval(secs => :lease)
            FROM (SELECT owner_id, channel_id FROM api.channels
                  WHERE disabled_at IS NULL AND due_at <= clock_timestamp()
                    AND (paused_until IS NULL OR paused_until <= clock_timestamp())
                    AND (lease_until IS NULL OR lease_until <= clock_timestamp())
                  ORDER BY due_at LIMIT :most FOR NO KEY UPDATE SKIP LOCKED) next
            WHERE c.owner_id = next.owner_id AND c.channel_id = next.channel_id
            RETURNING c.*
            """;

    private static final String IS_HELD =
            "owner_id = :owner AND channel_id = :channel AND worker = :worker";

    private static final String RENEW =
            "UPDATE api.channels SET lease_until = clock_timestamp() + make_interval(secs => :lease) WHERE disabled_at IS NULL AND "
                    + IS_HELD;

    /** One that is not due yet holds up what comes after it of its episode, and nothing else. */
    private static final String NEXT =
            """
            SELECT d.*, a.acknowledged_at, a.snoozed_until, p.document::text AS document, l.time_zone,
                (d.preference_id IS NOT NULL AND (p.preference_id IS NULL OR p.deleted_at IS NOT NULL))
                    OR x.place_id IS NOT NULL AS moot
            FROM api.deliveries d
            LEFT JOIN api.episode_answers a ON a.owner_id = d.owner_id AND a.episode_id = d.episode_id
            LEFT JOIN outpost.preferences p ON p.preference_id = d.preference_id
            LEFT JOIN outpost.places l ON l.place_id = d.place_id
            LEFT JOIN api.deleted_places x ON x.place_id = d.place_id
            WHERE d.owner_id = :owner AND d.channel_id = :channel AND d.state = 'WAITING'
              AND d.due_at <= clock_timestamp()
              AND NOT EXISTS (
                SELECT FROM api.deliveries e
                WHERE e.episode_id = d.episode_id AND e.owner_id = d.owner_id AND e.channel_id = d.channel_id
                  AND e.number < d.number AND e.state = 'WAITING' AND e.kind <> 'FOLLOW_UP' AND e.due_at > clock_timestamp())
            ORDER BY d.number LIMIT 1
            """;

    private static final String ONE =
            " WHERE owner_id = :owner AND channel_id = :channel AND alert_id = :alert AND state = 'WAITING'";

    private static final String DELIVERED =
            """
            UPDATE api.deliveries SET state = 'DELIVERED', ended_at = clock_timestamp(), last_tried_at = clock_timestamp(),
                attempts = attempts + 1, last_status = :status, last_error = NULL
            """
                    + ONE;

    private static final String WELL =
            "UPDATE api.channels SET failures = 0, paused_until = NULL WHERE failures > 0 AND owner_id = :owner AND channel_id = :channel";

    private static final String FOLLOW =
            """
            INSERT INTO api.deliveries (owner_id, channel_id, alert_id, kind, episode_id, place_id, preference_id, subject,
                level, at, body, due_at)
            SELECT owner_id, channel_id, alert_id || '-follow-up', 'FOLLOW_UP', episode_id, place_id, preference_id, subject,
                level, at,
                jsonb_set(body::jsonb || '{"type": "alert.unacknowledged"}', '{data,summary}',
                    to_jsonb('Not acknowledged: ' || (body::jsonb #>> '{data,summary}')))::text,
                clock_timestamp() + make_interval(secs => :after)
            FROM api.deliveries
            WHERE owner_id = :owner AND channel_id = :channel AND alert_id = :alert
            ON CONFLICT (owner_id, channel_id, alert_id) DO NOTHING
            """;

    private static final String FAILED =
            """
            UPDATE api.deliveries SET attempts = attempts + 1, last_status = :status, last_error = :error,
                last_tried_at = clock_timestamp(), failing_since = coalesce(failing_since, clock_timestamp()),
                due_at = clock_timestamp() + make_interval(secs => :pause)
            """
                    + ONE;

    private static final String PAUSE =
            """
            UPDATE api.channels SET failures = failures + 1, paused_until = clock_timestamp() + make_interval(secs => :pause)
            WHERE owner_id = :owner AND channel_id = :channel
            """;

    /** A receiver that is away for long does not collect all that it misses meanwhile. */
    private static final String GIVE_UP =
            """
            UPDATE api.deliveries SET state = 'DEAD', ended_at = clock_timestamp(),
                last_error = coalesce(last_error, 'not tried: the channel failed for too long')
            WHERE owner_id = :owner AND channel_id = :channel AND state = 'WAITING'
              AND (attempts >= :most OR failing_since < clock_timestamp() - make_interval(secs => :patience)
                   OR :failures >= :most AND due_at < clock_timestamp() - make_interval(secs => :patience))
            """;

    private static final String DISABLE =
            """
            UPDATE api.channels SET disabled_at = clock_timestamp(), disabled_reason = :reason, due_at = NULL
            WHERE owner_id = :owner AND channel_id = :channel AND disabled_at IS NULL
            """;

    private static final String ALL_DEAD =
            """
            UPDATE api.deliveries SET state = 'DEAD', ended_at = clock_timestamp(), last_error = coalesce(last_error, :reason)
            WHERE owner_id = :owner AND channel_id = :channel AND state = 'WAITING'
            """;

    private static final String HOLD =
            "UPDATE api.deliveries SET held = true, held_at = clock_timestamp(), due_at = :until"
                    + ONE;

    /** What comes after one of its episode is due no sooner. */
    private static final String FOLLOWING =
            """
            UPDATE api.deliveries d SET due_at = greatest(d.due_at, first.due_at), held_at = first.held_at
            FROM api.deliveries first
            WHERE first.owner_id = :owner AND first.channel_id = :channel AND first.alert_id = :alert
              AND d.episode_id = first.episode_id AND d.owner_id = :owner AND d.channel_id = :channel
              AND d.number > first.number AND d.state = 'WAITING' AND first.kind <> 'FOLLOW_UP'
            """;

    private static final String DROP =
            "UPDATE api.deliveries SET state = 'DROPPED', ended_at = clock_timestamp(), last_error = :reason"
                    + ONE;

    private static final String OF_EPISODE =
            """
            SELECT alert_id, kind, state FROM api.deliveries
            WHERE episode_id = :episode AND owner_id = :owner AND channel_id = :channel AND kind <> 'FOLLOW_UP'
            ORDER BY number
            """;

    private static final String LOCK =
            "SELECT FROM api.channels WHERE " + IS_HELD + " FOR NO KEY UPDATE";

    /**
     * After the lock, so that it sees what was added by those who had it before. One whose turn has
     * not come holds up those behind it of its episode.
     */
    private static final String RELEASE =
            """
            UPDATE api.channels SET worker = NULL, lease_until = NULL, due_at = (
                SELECT min(due_at) FROM (
                    SELECT max(due_at) OVER (
                        PARTITION BY CASE WHEN kind = 'FOLLOW_UP' THEN alert_id ELSE coalesce(episode_id, alert_id) END
                        ORDER BY number) AS due_at
                    FROM api.deliveries
                    WHERE owner_id = :owner AND channel_id = :channel AND state = 'WAITING') of_turn)
            WHERE owner_id = :owner AND channel_id = :channel AND worker = :worker
            """;

    private final Database database;

    ChannelStore(Database database) {
        this.database = database;
    }

    /** A delivery of an episode, whatever became of it. */
    record OfEpisode(String alertId, String kind, String state) {}

    /** Channels that have something to do and are nobody's, the longest due first. */
    List<Lease> take(int most) {
        String worker = UUID.randomUUID().toString();
        return database.write(
                handle ->
                        handle.createQuery(TAKE)
                                .bind("worker", worker)
                                .bind("most", most)
                                .bind("lease", LEASE)
                                .map((row, context) -> lease(row))
                                .list());
    }

    /**
     * What is to be delivered next; empty: nothing now, or the channel is another's or disabled.
     */
    Optional<Due> next(Lease lease) {
        return database.write(
                handle -> {
                    int held =
                            of(handle.createUpdate(RENEW), lease)
                                    .bind("worker", lease.worker())
                                    .bind("lease", LEASE)
                                    .execute();
                    return held == 0
                            ? Optional.empty()
                            : of(handle.createQuery(NEXT), lease)
                                    .map((row, context) -> due(row))
                                    .findOne();
                });
    }

    /** The channel has it, and never gets it again. */
    void delivered(Lease lease, Due due, Integer status) {
        database.run(
                handle -> {
                    int changed =
                            of(handle.createUpdate(DELIVERED), lease, due)
                                    .bind("status", status)
                                    .execute();
                    of(handle.createUpdate(WELL), lease).execute();
                    if (changed == 1 && lease.followUp() != null && due.kind().equals("BEGAN")) {
                        of(handle.createUpdate(FOLLOW), lease, due)
                                .bind("after", lease.followUp())
                                .execute();
                    }
                });
    }

    /**
     * What a failed try leads to.
     *
     * @param failures of the channel in a row, with this one
     * @param ofDelivery until it is tried again
     * @param ofChannel until anything is
     */
    record Pauses(int failures, Duration ofDelivery, Duration ofChannel) {}

    /** A try has failed. Returns how many deliveries are given up. */
    int failed(Lease lease, Due due, Outcome outcome, Pauses pauses, Retries retries) {
        return database.write(
                handle -> {
                    addFailure(handle, lease, due, outcome, pauses.ofDelivery());
                    of(handle.createUpdate(PAUSE), lease)
                            .bind("pause", pauses.ofChannel())
                            .execute();
                    return of(handle.createUpdate(GIVE_UP), lease)
                            .bind("failures", pauses.failures())
                            .bind("most", retries.most())
                            .bind("patience", retries.giveUpAfter())
                            .execute();
                });
    }

    private static void addFailure(
            Handle handle, Lease lease, Due due, Outcome outcome, Duration pause) {
        of(handle.createUpdate(FAILED), lease, due)
                .bind("status", outcome.status())
                .bind("error", outcome.error())
                .bind("pause", pause)
                .execute();
        of(handle.createUpdate(FOLLOWING), lease, due).execute();
    }

    /**
     * The receiver is no more: nothing is sent there until its owner puts it anew.
     *
     * @return how many deliveries are given up
     */
    int disable(Lease lease, Due due, Outcome outcome) {
        return database.write(
                handle -> {
                    addFailure(handle, lease, due, outcome, Duration.ZERO);
                    of(handle.createUpdate(DISABLE), lease)
                            .bind("reason", outcome.error())
                            .execute();
                    return of(handle.createUpdate(ALL_DEAD), lease)
                            .bind("reason", outcome.error())
                            .execute();
                });
    }

    void hold(Lease lease, Due due, Instant until) {
        database.run(
                handle -> {
                    of(handle.createUpdate(HOLD), lease, due)
                            .bind("until", until.atOffset(ZoneOffset.UTC))
                            .execute();
                    of(handle.createUpdate(FOLLOWING), lease, due).execute();
                });
    }

    /** It is not delivered. */
    void drop(Lease lease, String alertId, String reason) {
        database.run(
                handle ->
                        of(handle.createUpdate(DROP), lease)
                                .bind("alert", alertId)
                                .bind("reason", reason)
                                .execute());
    }

    /** All of an episode that the channel has got or is to get, in its order. */
    List<OfEpisode> ofEpisode(Lease lease, String episodeId) {
        return database.write(
                handle ->
                        of(handle.createQuery(OF_EPISODE), lease)
                                .bind("episode", episodeId)
                                .map(
                                        (row, context) ->
                                                new OfEpisode(
                                                        row.getString("alert_id"),
                                                        row.getString("kind"),
                                                        row.getString("state")))
                                .list());
    }

    /** Leaves the channel to whoever comes next. */
    void release(Lease lease) {
        database.run(
                handle -> {
                    of(handle.createQuery(LOCK), lease)
                            .bind("worker", lease.worker())
                            .mapToMap()
                            .list();
                    of(handle.createUpdate(RELEASE), lease)
                            .bind("worker", lease.worker())
                            .execute();
                });
    }

    private static <T extends SqlStatement<T>> T of(T statement, Lease lease) {
        return statement.bind("owner", lease.ownerId()).bind("channel", lease.channelId());
    }

    private static <T extends SqlStatement<T>> T of(T statement, Lease lease, Due due) {
        return of(statement, lease).bind("alert", due.alertId());
    }

    private static Lease lease(ResultSet row) throws SQLException {
        int followUp = row.getInt("follow_up_seconds");
        return new Lease(
                row.getString("owner_id"),
                row.getString("channel_id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("address"),
                row.getString("secret"),
                row.getInt("failures"),
                followUp == 0 ? null : Duration.ofSeconds(followUp),
                row.getString("worker"));
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                row.getString("alert_id"),
                row.getLong("number"),
                row.getString("kind"),
                row.getString("episode_id"),
                row.getString("body"),
                row.getBoolean("held"),
                row.getInt("attempts"),
                row.getString("traceparent"),
                QuietDocument.holding(
                        row.getString("document"),
                        row.getString("time_zone"),
                        instant(row, "snoozed_until")),
                row.getBoolean("moot"),
                instant(row, "acknowledged_at") != null);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
