package io.outpost.api.place;

import io.outpost.api.postgres.Columns;
import io.outpost.api.postgres.Database;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Marks of places that were deleted. A place has its mark until an operator has made a log without
 * it and takes the mark away; until then its rows are there, and every read leaves them out.
 */
public final class DeletionStore {

    private static final String IS_DELETED =
            "SELECT EXISTS (SELECT FROM api.deleted_places WHERE place_id = :place)";

    /** Known is what somebody has registered, sent observations of, or made a key for. */
    private static final String MARK =
            """
            INSERT INTO api.deleted_places (place_id)
            SELECT :place
            WHERE EXISTS (SELECT FROM outpost.places WHERE place_id = :place)
               OR EXISTS (SELECT FROM outpost.place_counters WHERE place_id = :place)
               OR EXISTS (SELECT FROM api.sensors WHERE place_id = :place)
            ON CONFLICT (place_id) DO NOTHING
            """;

    private static final String REVOKE =
            """
            UPDATE api.sensors SET revoked_at = now()
            WHERE place_id = :place AND revoked_at IS NULL
              AND EXISTS (SELECT FROM api.deleted_places WHERE place_id = :place)
            """;

    /** Files that were made of it with others go whole. */
    private static final String REMOVE_EXPORTS =
            "DELETE FROM api.exports WHERE :place = ANY (place_ids)";

    /** First, as whoever changes what is wanted of a preference holds its row. */
    private static final String LOCK_PREFERENCES =
            """
            SELECT count(*) FROM (
                SELECT 1 FROM outpost.preferences
                WHERE preference_id IN (SELECT preference_id FROM outpost.preference_copies WHERE place_id = :place)
                ORDER BY preference_id FOR NO KEY UPDATE) p
            """;

    private static final String LEAVE_OUT_OF_PREFERENCES =
            """
            UPDATE outpost.preferences SET places = jsonb_set(places, '{ids}', (places -> 'ids') - :place)
            WHERE preference_id IN (SELECT preference_id FROM outpost.preference_copies WHERE place_id = :place)
              AND places -> 'ids' IS NOT NULL
            """;

    /** What is in the log is taken back there by whoever writes copies. */
    private static final String TAKE_PREFERENCES_BACK =
            """
            UPDATE outpost.preference_copies SET taken_back = true, tries = 0, changed_at = clock_timestamp(),
                due_at = CASE WHEN attempt_id IS NULL THEN clock_timestamp() ELSE due_at END
            WHERE place_id = :place AND NOT taken_back
            """;

    private static final String REMOVE_DELIVERIES =
            "DELETE FROM api.deliveries WHERE place_id = :place";

    private static final String DELETED_AT =
            "SELECT deleted_at FROM api.deleted_places WHERE place_id = :place";

    private final Database database;

    public DeletionStore(Database database) {
        this.database = database;
    }

    /**
     * SQL that is true of rows of places that are not deleted. It is a subquery of each row, so
     * that the marks are looked up by their key and never read as a whole.
     *
     * @param column of the id of the place
     */
    public static String isNotDeleted(String column) {
        return "(SELECT d.place_id FROM api.deleted_places d WHERE d.place_id = %s) IS NULL"
                .formatted(column);
    }

    public boolean isDeleted(String placeId) {
        return database.read(
                handle ->
                        handle.createQuery(IS_DELETED)
                                .bind("place", placeId)
                                .mapTo(Boolean.class)
                                .one());
    }

    /** All places that have a mark. */
    public Set<String> all() {
        return database.read(
                handle ->
                        Set.copyOf(
                                handle.createQuery("SELECT place_id FROM api.deleted_places")
                                        .mapTo(String.class)
                                        .set()));
    }

    /**
     * Marks a place, unless it is marked, revokes the keys of its sensors, removes the exports that
     * have it and what is to be delivered of it, and takes preferences back there, all or nothing.
     * Returns since when it is deleted; empty: nobody knows the place.
     */
    public Optional<Instant> mark(String placeId) {
        return database.write(
                handle -> {
                    update(handle, MARK, placeId);
                    update(handle, REVOKE, placeId);
                    update(handle, REMOVE_EXPORTS, placeId);
                    update(handle, REMOVE_DELIVERIES, placeId);
                    Optional<Instant> deletedAt =
                            handle.createQuery(DELETED_AT)
                                    .bind("place", placeId)
                                    .map((row, context) -> Columns.instant(row, "deleted_at"))
                                    .findOne();
                    deletedAt.ifPresent(at -> takePreferencesBack(handle, placeId));
                    return deletedAt;
                });
    }

    private static void takePreferencesBack(Handle handle, String placeId) {
        handle.createQuery(LOCK_PREFERENCES).bind("place", placeId).mapTo(int.class).one();
        update(handle, LEAVE_OUT_OF_PREFERENCES, placeId);
        update(handle, TAKE_PREFERENCES_BACK, placeId);
    }

    private static void update(Handle handle, String statement, String placeId) {
        handle.createUpdate(statement).bind("place", placeId).execute();
    }
}
