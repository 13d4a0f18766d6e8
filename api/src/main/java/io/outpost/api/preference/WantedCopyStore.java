package io.outpost.api.preference;

import io.outpost.api.place.DeletionStore;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What is wanted of preferences at their places. Whoever changes it holds the row of the preference
 * first, then those of its copies in the order of their ids.
 */
final class WantedCopyStore {

    /** Of one preference: those that are wanted, and those that the log has yet to take back. */
    private static final int MOST = 10_000;

    private static final String LOCK =
            """
            SELECT count(*) FROM (
                SELECT 1 FROM outpost.preference_copies WHERE preference_id = :id ORDER BY place_id FOR UPDATE) c
            """;

    /** What is changed is due at once, but not before somebody who is at it has ended. */
    static final String CHANGED =
            """
            tries = 0, changed_at = clock_timestamp(),
            due_at = CASE WHEN c.attempt_id IS NULL THEN clock_timestamp() ELSE c.due_at END
            """;

    private static final String WANT =
            """
            INSERT INTO outpost.preference_copies AS c (preference_id, place_id, version)
            SELECT :id, i.place_id, :version FROM unnest(CAST(:places AS text[])) i (place_id)
            WHERE %s ORDER BY i.place_id
            ON CONFLICT (preference_id, place_id) DO UPDATE SET version = EXCLUDED.version, taken_back = false, %s
            WHERE c.taken_back OR c.version <> EXCLUDED.version
            """
                    .formatted(DeletionStore.isNotDeleted("i.place_id"), CHANGED);

    private static final String TAKE_BACK =
            """
            UPDATE outpost.preference_copies c SET taken_back = true, version = :version, %s
            WHERE preference_id = :id AND NOT taken_back AND place_id NOT IN (SELECT unnest(CAST(:places AS text[])))
            """
                    .formatted(CHANGED);

    /** Of which nothing is in the log, or on its way there. */
    private static final String FORGET =
            """
            DELETE FROM outpost.preference_copies
            WHERE preference_id = :id AND taken_back AND written_version IS NULL AND attempt_id IS NULL
            """;

    private WantedCopyStore() {}

    /**
     * Says that a version is wanted at these places, and none elsewhere.
     *
     * @throws ProblemException BUSY when too many copies wait to be taken back
     */
    static void set(Handle handle, String preferenceId, long version, List<String> placeIds) {
        int copies = handle.createQuery(LOCK).bind("id", preferenceId).mapTo(int.class).one();
        if (copies + placeIds.size() > MOST) {
            throw new ProblemException(
                            ProblemKind.BUSY,
                            "The log has yet to take back too many copies of this preference.")
                    .with("Retry-After", "60");
        }
        handle.registerArrayType(String.class, "text");
        for (String statement : List.of(WANT, TAKE_BACK)) {
            handle.createUpdate(statement)
                    .bind("id", preferenceId)
                    .bind("version", version)
                    .bindArray("places", String.class, placeIds)
                    .execute();
        }
        handle.createUpdate(FORGET).bind("id", preferenceId).execute();
    }
}
