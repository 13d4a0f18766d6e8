package io.outpost.api.preference;

import io.outpost.api.postgres.Columns;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.Json;
import io.outpost.api.web.Problem;
import io.outpost.api.web.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Preferences as their owners save, see and delete them. */
final class PreferenceStore {

    /** Ids that an owner has used, for each that may be in use: none is ever another's. */
    private static final int IDS_PER_PREFERENCE = 10;

    /** Of one owner, one after the other: what is counted holds until it is added. */
    private static final String ONE_AT_A_TIME =
            "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('outpost.preferences ' || :owner, 0))";

    private static final String COUNTS =
            """
            SELECT count(*) AS every, count(*) FILTER (WHERE deleted_at IS NULL) AS kept,
                   bool_or(preference_id = :id) AS used, bool_or(preference_id = :id AND deleted_at IS NULL) AS own
            FROM outpost.preferences WHERE owner_id = :owner
            """;

    private static final String IS_SAME =
            "(p.deleted_at IS NULL AND p.document = EXCLUDED.document)";

    private static final String SAVE =
            """
            INSERT INTO outpost.preferences AS p
                (preference_id, owner_id, version, document, places, created_at, updated_at)
            VALUES (:id, :owner, 1, CAST(:document AS jsonb), CAST(:places AS jsonb), statement_timestamp(),
                    statement_timestamp())
            ON CONFLICT (preference_id) DO UPDATE SET
                version = CASE WHEN %1$s THEN p.version ELSE p.version + 1 END,
                document = EXCLUDED.document, places = EXCLUDED.places,
                created_at = CASE WHEN p.deleted_at IS NULL THEN p.created_at ELSE EXCLUDED.created_at END,
                updated_at = CASE WHEN %1$s AND p.places = EXCLUDED.places THEN p.updated_at
                                  ELSE EXCLUDED.updated_at END,
                deleted_at = NULL
            WHERE p.owner_id = EXCLUDED.owner_id
            RETURNING version
            """
                    .formatted(IS_SAME);

    private static final String FIND =
            """
            SELECT p.*, c.wanted, c.written
            FROM outpost.preferences p, LATERAL (
                SELECT count(*) AS wanted, count(*) FILTER (WHERE NOT pending) AS written
                FROM outpost.preference_copies c WHERE c.preference_id = p.preference_id AND NOT c.taken_back) c
            WHERE p.preference_id = :id AND p.owner_id = :owner AND p.deleted_at IS NULL
            """;

    private static final String LIST =
            """
            SELECT preference_id, version, document ->> 'name' AS name, places, created_at, updated_at
            FROM outpost.preferences
            WHERE owner_id = :owner AND preference_id > :after AND deleted_at IS NULL
            ORDER BY preference_id LIMIT :limit
            """;

    private static final String PLACES =
            """
            SELECT place_id FROM outpost.preference_copies
            WHERE preference_id = :id AND NOT taken_back ORDER BY place_id LIMIT :limit
            """;

    private static final String DELETE =
            """
            UPDATE outpost.preferences SET version = version + 1, document = 'null', places = 'null',
                updated_at = statement_timestamp(), deleted_at = statement_timestamp()
            WHERE preference_id = :id AND owner_id = :owner AND deleted_at IS NULL
            RETURNING version
            """;

    private static final String DELETED_AT =
            "SELECT deleted_at FROM outpost.preferences WHERE preference_id = :id AND owner_id = :owner";

    private final Database database;
    private final int mostOfOwner;

    /**
     * @param mostOfOwner how many an owner may have
     */
    PreferenceStore(Database database, int mostOfOwner) {
        this.database = database;
        this.mostOfOwner = mostOfOwner;
    }

    /**
     * How many ids an owner has used, and has preferences of, and whether this one is among them.
     */
    private record Counts(int every, int kept, boolean used, boolean own) {}

    /**
     * Saves a preference with what is wanted at its places, all or nothing.
     *
     * @param document as the log has it
     * @param placeIds those that there are of the choice
     * @throws ProblemException NOT_FOUND when the id is another's; UNPROCESSABLE when the owner has
     *     too many; BUSY when the log is too far behind
     */
    SavedPreference save(
            String id, String owner, String document, PlaceChoice places, List<String> placeIds) {
        return database.write(
                handle -> {
                    handle.createQuery(ONE_AT_A_TIME).bind("owner", owner).mapTo(int.class).one();
                    requireRoom(counts(handle, id, owner));
                    long version =
                            handle.createQuery(SAVE)
                                    .bind("id", id)
                                    .bind("owner", owner)
                                    .bind("document", document)
                                    .bind("places", Json.write(places.json()))
                                    .mapTo(long.class)
                                    .findOne()
                                    .orElseThrow(SavedPreference::unknown);
                    AreaStore.set(handle, id, places.area());
                    WantedCopyStore.set(handle, id, version, placeIds);
                    return find(handle, id, owner).orElseThrow();
                });
    }

    private static Counts counts(Handle handle, String id, String owner) {
        return handle.createQuery(COUNTS)
                .bind("id", id)
                .bind("owner", owner)
                .map(
                        (row, context) ->
                                new Counts(
                                        row.getInt("every"),
                                        row.getInt("kept"),
                                        row.getBoolean("used"),
                                        row.getBoolean("own")))
                .one();
    }

    private void requireRoom(Counts counts) {
        int mostIds = mostOfOwner * IDS_PER_PREFERENCE;
        if (!counts.own() && counts.kept() >= mostOfOwner) {
            throw tooMany("You have %,d preferences; more are not kept.".formatted(counts.kept()));
        }
        if (!counts.used() && counts.every() >= mostIds) {
            throw tooMany(
                    "You have used %,d ids, which stay yours; take one of those that you have deleted."
                            .formatted(counts.every()));
        }
    }

    private static ProblemException tooMany(String detail) {
        return ProblemException.unprocessable(
                detail, List.of(new Problem.Fault("/path/id", "too-many-preferences", detail)));
    }

    Optional<SavedPreference> find(String id, String owner) {
        return database.read(handle -> find(handle, id, owner));
    }

    private static Optional<SavedPreference> find(Handle handle, String id, String owner) {
        return handle.createQuery(FIND)
                .bind("id", id)
                .bind("owner", owner)
                .map((row, context) -> saved(row))
                .findOne();
    }

    /** Those of an owner whose ids come after the given one, in the order of their ids. */
    List<SavedPreference.Listed> listAfter(String id, String owner, int limit) {
        return database.read(
                handle ->
                        handle.createQuery(LIST)
                                .bind("after", id)
                                .bind("owner", owner)
                                .bind("limit", limit)
                                .map((row, context) -> listed(row))
                                .list());
    }

    /** Up to limit places at which a preference is wanted, in the order of their ids. */
    List<String> places(String id, int limit) {
        return database.read(
                handle ->
                        handle.createQuery(PLACES)
                                .bind("id", id)
                                .bind("limit", limit)
                                .mapTo(String.class)
                                .list());
    }

    /**
     * Deletes a preference and takes it back at all its places, all or nothing. Returns since when
     * it is deleted; empty: the owner never had one of this id.
     */
    Optional<Instant> delete(String id, String owner) {
        return database.write(
                handle -> {
                    Optional<Long> version =
                            handle.createQuery(DELETE)
                                    .bind("id", id)
                                    .bind("owner", owner)
                                    .mapTo(Long.class)
                                    .findOne();
                    if (version.isPresent()) {
                        AreaStore.set(handle, id, null);
                        WantedCopyStore.set(handle, id, version.get(), List.of());
                    }
                    return handle.createQuery(DELETED_AT)
                            .bind("id", id)
                            .bind("owner", owner)
                            .map((row, context) -> Columns.instant(row, "deleted_at"))
                            .findOne();
                });
    }

    private static SavedPreference saved(ResultSet row) throws SQLException {
        return new SavedPreference(
                row.getString("preference_id"),
                row.getLong("version"),
                SavedPreference.canonical(row.getString("document")),
                row.getString("places"),
                new SavedPreference.Copies(row.getInt("wanted"), row.getInt("written")),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }

    private static SavedPreference.Listed listed(ResultSet row) throws SQLException {
        return new SavedPreference.Listed(
                row.getString("preference_id"),
                row.getLong("version"),
                row.getString("name"),
                row.getString("places"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }
}
