package io.outpost.api.export;

import io.outpost.api.postgres.Columns;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.Json;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Exports as who asks for them sees them: their own alone, and none that has expired or has a place
 * that is deleted.
 */
final class ExportJobStore {

    static final int MOST_OPEN_OF_ONE = 2;
    static final int MOST_OF_ONE = 10;
    static final int MOST_OPEN = 50;
    static final int MOST = 500;

    /**
     * SQL that is true of exports e without a place that is deleted. It is a subquery of each, so
     * that marks are looked up by their key; of exports there are {@value #MOST}.
     */
    static final String HAS_NO_DELETED_PLACE =
            "(SELECT 1 FROM api.deleted_places d WHERE d.place_id = ANY (e.place_ids) LIMIT 1) IS NULL";

    /** SQL that is true of exports e that an owner sees. */
    static final String IS_OWN =
            "e.owner IS NOT DISTINCT FROM CAST(:owner AS text)"
                    + " AND (e.expires_at IS NULL OR e.expires_at > clock_timestamp()) AND "
                    + HAS_NO_DELETED_PLACE;

    /** Of all exports together, one after the other: what is counted holds until it is added. */
    private static final String ONE_AT_A_TIME =
            "SELECT pg_advisory_xact_lock(hashtext('api.exports'))";

    private static final String COUNTS =
            """
            SELECT count(*) AS every, count(*) FILTER (WHERE open) AS open, count(*) FILTER (WHERE own) AS own,
                   count(*) FILTER (WHERE open AND own) AS open_own, coalesce(sum(deflated_bytes), 0) AS bytes,
                   coalesce(sum(deflated_bytes) FILTER (WHERE own), 0) AS own_bytes
            FROM (
                SELECT state IN ('WAITING', 'RUNNING') AS open, deflated_bytes,
                       (expires_at IS NULL OR expires_at > clock_timestamp())
                       AND CASE WHEN CAST(:owner AS text) IS NULL THEN owner IS NULL AND address = :address
                                ELSE owner = :owner END AS own
                FROM api.exports
            ) e
            """;

    private static final String INSERT =
            """
            INSERT INTO api.exports (id, owner, address, kind, format, parameters, place_ids, units)
            VALUES (:id, :owner, :address, :kind, :format, CAST(:parameters AS json), :places, CAST(:units AS json))
            """;

    private static final String FIND =
            "SELECT e.* FROM api.exports e WHERE e.id = :id AND " + IS_OWN;

    private static final String LIST =
            """
            SELECT e.* FROM api.exports e WHERE e.owner = :owner AND %s
            ORDER BY e.asked_at DESC, e.id LIMIT :limit
            """
                    .formatted(IS_OWN);

    private static final String DELETE = "DELETE FROM api.exports e WHERE e.id = :id AND " + IS_OWN;

    private final Database database;

    ExportJobStore(Database database) {
        this.database = database;
    }

    /** How many exports there are of all and of one caller, and their compressed bytes. */
    private record Counts(int every, int open, int own, int openOwn, long bytes, long ownBytes) {}

    /** What the file is checked by at its end. */
    record File(ExportJob job, int crc32, long deflatedBytes) {}

    /**
     * Adds an export.
     *
     * @throws ProblemException TOO_MANY_REQUESTS where the caller has too many; BUSY where all have
     */
    ExportJob add(NewExport asked, ExportSettings settings) {
        return database.write(
                handle -> {
                    handle.execute(ONE_AT_A_TIME);
                    requireRoom(counts(handle, asked), settings);
                    insert(handle, asked);
                    return find(handle, asked.id(), asked.owner()).orElseThrow().job();
                });
    }

    private static void requireRoom(Counts counts, ExportSettings settings) {
        if (counts.openOwn() >= MOST_OPEN_OF_ONE
                || counts.own() >= MOST_OF_ONE
                || counts.ownBytes() >= settings.maxBytesOfCaller()) {
            throw new ProblemException(
                            ProblemKind.TOO_MANY_REQUESTS,
                            "You have %d exports, of which %d are not done; there may be %d and %d, with %d compressed bytes. Remove one."
                                    .formatted(
                                            counts.own(),
                                            counts.openOwn(),
                                            MOST_OF_ONE,
                                            MOST_OPEN_OF_ONE,
                                            settings.maxBytesOfCaller()))
                    .with("Retry-After", "60");
        }
        if (counts.open() >= MOST_OPEN
                || counts.every() >= MOST
                || counts.bytes() >= settings.maxBytes()) {
            throw new ProblemException(
                            ProblemKind.BUSY,
                            "There are as many exports as may be; ask again when some have ended.")
                    .with("Retry-After", "60");
        }
    }

    private static Counts counts(Handle handle, NewExport asked) {
        return handle.createQuery(COUNTS)
                .bind("owner", asked.owner())
                .bind("address", asked.address())
                .map(
                        (row, context) ->
                                new Counts(
                                        row.getInt("every"),
                                        row.getInt("open"),
                                        row.getInt("own"),
                                        row.getInt("open_own"),
                                        row.getLong("bytes"),
                                        row.getLong("own_bytes")))
                .one();
    }

    private static void insert(Handle handle, NewExport asked) {
        handle.registerArrayType(String.class, "text")
                .createUpdate(INSERT)
                .bind("id", asked.id())
                .bind("owner", asked.owner())
                .bind("address", asked.address())
                .bind("kind", asked.kind().name())
                .bind("format", asked.format().name())
                .bind("parameters", Json.write(asked.parameters()))
                .bindArray("places", String.class, asked.placeIds())
                .bind("units", Json.write(asked.units()))
                .execute();
    }

    /**
     * The export of an owner, if there is one.
     *
     * @param owner null: of nobody
     */
    Optional<File> find(String id, String owner) {
        return database.read(handle -> find(handle, id, owner));
    }

    private static Optional<File> find(Handle handle, String id, String owner) {
        return handle.createQuery(FIND)
                .bind("id", id)
                .bind("owner", owner)
                .map(
                        (row, context) ->
                                new File(
                                        job(row),
                                        row.getInt("crc32"),
                                        row.getLong("deflated_bytes")))
                .findOne();
    }

    /** Those of an owner, the newest first. */
    List<ExportJob> list(String owner) {
        return database.read(
                handle ->
                        handle.createQuery(LIST)
                                .bind("owner", owner)
                                .bind("limit", MOST_OF_ONE)
                                .map((row, context) -> job(row))
                                .list());
    }

    /** Removes an export with its file; false: there is none of this owner. */
    boolean delete(String id, String owner) {
        return database.write(
                handle ->
                        handle.createUpdate(DELETE).bind("id", id).bind("owner", owner).execute()
                                == 1);
    }

    private static ExportJob job(ResultSet row) throws SQLException {
        String id = row.getString("id");
        ExportJob.State state = ExportJob.State.valueOf(row.getString("state"));
        boolean isDone = state == ExportJob.State.DONE;
        int places = ((Object[]) row.getArray("place_ids").getArray()).length;
        return new ExportJob(
                id,
                ExportKind.valueOf(row.getString("kind")),
                ExportFormat.valueOf(row.getString("format")),
                row.getString("parameters"),
                state,
                Math.round(row.getDouble("progress") * 10_000) / 10_000.0,
                places,
                row.getInt("places_done"),
                row.getLong("rows"),
                row.getLong("bytes"),
                row.getLong("deflated_bytes") + (isDone ? GzipChunks.BYTES_AROUND : 0),
                failure(row),
                instant(row, "asked_at"),
                instant(row, "began_at"),
                instant(row, "ended_at"),
                instant(row, "expires_at"),
                isDone ? ExportJob.path(id) + "/data" : null,
                row.getString("units"));
    }

    private static ExportJob.Failure failure(ResultSet row) throws SQLException {
        String reason = row.getString("failure");
        return reason == null
                ? null
                : new ExportJob.Failure(
                        ExportJob.Reason.valueOf(reason), row.getString("failure_detail"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Columns.instant(row, column);
    }
}
