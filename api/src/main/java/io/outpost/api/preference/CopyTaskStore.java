package io.outpost.api.preference;

import io.outpost.api.ingest.PreferenceLog;
import io.outpost.api.postgres.Columns;
import io.outpost.api.postgres.Database;
import io.outpost.api.preference.CopyTask.CopyKey;
import io.outpost.api.preference.CopyTask.Fresh;
import io.outpost.api.preference.CopyTask.Unsure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Copies that are pending, as workers of all instances share them, by the clock of Postgres. An
 * attempt is noted before anything of it is sent, and nobody else is at its copies until all of it
 * is in the log or never will be; so no version comes behind a newer one, and none twice.
 */
final class CopyTaskStore {

    /** Looked for again after so long at most. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** The reading of the log, and the statement that follows. */
    private static final Duration LOOKING = PreferenceLog.TO_LOOK.plusSeconds(10);

    private static final String DUE =
            """
            SELECT preference_id, place_id FROM outpost.preference_copies
            WHERE pending AND due_at <= statement_timestamp()
            ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED
            """;

    private static final String OF_KEYS =
            """
            unnest(CAST(:preferences AS text[]), CAST(:places AS text[])) WITH ORDINALITY k (preference_id, place_id, number)
            """;

    private static final String IS_OF_KEYS =
            "c.preference_id = k.preference_id AND c.place_id = k.place_id";

    private static final String IS_DELETED =
            "EXISTS (SELECT FROM api.deleted_places d WHERE d.place_id = c.place_id)";

    private static final String BEGIN =
            """
            UPDATE outpost.preference_copies c SET attempt_id = :attempt, attempt_number = k.number - 1,
                attempt_at = clock_timestamp(), taken_back = c.taken_back OR %1$s,
                attempt_version = CASE WHEN c.taken_back OR %1$s THEN NULL ELSE c.version END,
                due_at = clock_timestamp() + :seconds * interval '1 second'
            FROM %2$s JOIN outpost.preferences p USING (preference_id)
            WHERE %3$s AND c.attempt_id IS NULL
            RETURNING c.preference_id, c.place_id, c.attempt_number, p.owner_id, p.version,
                CASE WHEN c.attempt_version IS NOT NULL THEN p.document END AS document
            """
                    .formatted(IS_DELETED, OF_KEYS, IS_OF_KEYS);

    private static final String LOOK =
            """
            UPDATE outpost.preference_copies c SET due_at = clock_timestamp() + :seconds * interval '1 second'
            FROM %s
            WHERE %s AND c.attempt_id IS NOT NULL
            RETURNING c.preference_id, c.place_id, c.attempt_id, c.attempt_number, c.attempt_at
            """
                    .formatted(OF_KEYS, IS_OF_KEYS);

    /** In one order, as whoever changes what is wanted takes them. */
    private static final String LOCK =
            """
            SELECT count(*) FROM (
                SELECT 1 FROM outpost.preference_copies c JOIN %s USING (preference_id, place_id)
                ORDER BY c.preference_id, c.place_id FOR UPDATE OF c) l
            """
                    .formatted(OF_KEYS);

    private static final String NO_ATTEMPT =
            "attempt_id = NULL, attempt_number = NULL, attempt_at = NULL, attempt_version = NULL";

    private static final String WRITTEN =
            """
            UPDATE outpost.preference_copies c SET written_version = attempt_version, %s,
                tries = 0, due_at = clock_timestamp()
            FROM %s WHERE %s AND c.attempt_id = :attempt
            """
                    .formatted(NO_ATTEMPT, OF_KEYS, IS_OF_KEYS);

    private static final String NOT_WRITTEN =
            """
            UPDATE outpost.preference_copies c SET %s, due_at = clock_timestamp()
            FROM %s WHERE %s AND c.attempt_id = :attempt
            """
                    .formatted(NO_ATTEMPT, OF_KEYS, IS_OF_KEYS);

    private static final String FORGET =
            """
            DELETE FROM outpost.preference_copies c USING %s
            WHERE %s AND c.taken_back AND c.written_version IS NULL AND c.attempt_id IS NULL
            """
                    .formatted(OF_KEYS, IS_OF_KEYS);

    private static final String FAILED =
            """
            UPDATE outpost.preference_copies c SET tries = tries + 1,
                due_at = clock_timestamp() + least(:seconds * power(2, least(tries, 10)), :mostSeconds) * interval '1 second'
            FROM %s WHERE %s AND c.attempt_id IS NOT NULL
            """
                    .formatted(OF_KEYS, IS_OF_KEYS);

    private static final String TOTALS =
            """
            SELECT count(*) AS pending,
                   coalesce(extract(epoch FROM clock_timestamp() - min(changed_at)), 0) AS oldest_seconds
            FROM outpost.preference_copies WHERE pending
            """;

    private final Database database;

    CopyTaskStore(Database database) {
        this.database = database;
    }

    /** How many copies are pending, and for how long the one that was wanted first. */
    record Totals(long pending, double oldestSeconds) {
        static final Totals NONE = new Totals(0, 0);
    }

    /** Claims up to limit copies: those that have waited longest. */
    CopyTask claim(UUID attempt, int limit) {
        return database.write(
                handle -> {
                    List<CopyKey> keys =
                            handle.createQuery(DUE)
                                    .bind("limit", limit)
                                    .map((row, context) -> key(row))
                                    .list();
                    return keys.isEmpty()
                            ? new CopyTask(attempt, List.of(), List.of())
                            : claim(handle, attempt, keys);
                });
    }

    private static CopyTask claim(Handle handle, UUID attempt, List<CopyKey> keys) {
        List<Unsure> unsure =
                of(handle.createQuery(LOOK), keys)
                        .bind("seconds", LOOKING.toSeconds())
                        .map((row, context) -> unsure(row))
                        .list();
        List<CopyKey> others =
                keys.stream()
                        .filter(key -> unsure.stream().noneMatch(one -> one.key().equals(key)))
                        .toList();
        Fresh[] fresh = new Fresh[others.size()];
        if (!others.isEmpty()) {
            of(handle.createQuery(BEGIN), others)
                    .bind("attempt", attempt)
                    .bind("seconds", PreferenceLog.SETTLED_AFTER.toSeconds())
                    .map(
                            (row, context) -> {
                                fresh[row.getInt("attempt_number")] = copy(row);
                                return 0;
                            })
                    .list();
        }
        return new CopyTask(attempt, List.of(fresh), unsure);
    }

    /** All of these are in the log, as an attempt was to write them. */
    void written(UUID attempt, List<CopyKey> keys) {
        settle(WRITTEN, attempt, keys);
    }

    /** None of these is, and none of this attempt will be. */
    void notWritten(UUID attempt, List<CopyKey> keys) {
        settle(NOT_WRITTEN, attempt, keys);
    }

    private void settle(String statement, UUID attempt, List<CopyKey> keys) {
        database.write(
                handle -> {
                    of(handle.createQuery(LOCK), keys).mapTo(int.class).one();
                    of(handle.createUpdate(statement), keys).bind("attempt", attempt).execute();
                    return of(handle.createUpdate(FORGET), keys).execute();
                });
    }

    /** Nobody knows yet whether these are in the log; whoever comes later looks. */
    void failed(List<CopyKey> keys) {
        database.write(
                handle -> {
                    of(handle.createQuery(LOCK), keys).mapTo(int.class).one();
                    return of(handle.createUpdate(FAILED), keys)
                            .bind("seconds", PreferenceLog.SETTLED_AFTER.toSeconds())
                            .bind("mostSeconds", LONGEST_PAUSE.toSeconds())
                            .execute();
                });
    }

    Totals totals() {
        return database.read(
                handle ->
                        handle.createQuery(TOTALS)
                                .map(
                                        (row, context) ->
                                                new Totals(
                                                        row.getLong("pending"),
                                                        row.getDouble("oldest_seconds")))
                                .one());
    }

    private static <T extends SqlStatement<T>> T of(T statement, List<CopyKey> keys) {
        statement.registerArrayType(String.class, "text");
        return statement
                .bindArray(
                        "preferences",
                        String.class,
                        keys.stream().map(CopyKey::preferenceId).toList())
                .bindArray("places", String.class, keys.stream().map(CopyKey::placeId).toList());
    }

    private static CopyKey key(ResultSet row) throws SQLException {
        return new CopyKey(row.getString("preference_id"), row.getString("place_id"));
    }

    private static Fresh copy(ResultSet row) throws SQLException {
        return new Fresh(
                key(row),
                row.getString("owner_id"),
                row.getLong("version"),
                row.getString("document"));
    }

    private static Unsure unsure(ResultSet row) throws SQLException {
        return new Unsure(
                key(row),
                row.getObject("attempt_id", UUID.class),
                row.getInt("attempt_number"),
                Columns.instant(row, "attempt_at"));
    }
}
