package io.outpost.api.export;

import io.outpost.api.export.ExportTask.Progress;
import io.outpost.api.export.ExportTask.Written;
import io.outpost.api.postgres.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Exports as workers of all instances share them, by the clock of Postgres: each is held by one at
 * a time, whose hold ends unless it goes on to save.
 */
final class ExportTaskStore {

    /** A page takes 3 s at most, and several come between two saves. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final String LEASE_UNTIL =
            "lease_until = clock_timestamp() + :leaseSeconds * interval '1 second'";

    private static final String TAKE =
            """
            UPDATE api.exports SET state = 'RUNNING', began_at = coalesce(began_at, clock_timestamp()),
                worker = :worker, tries = tries + 1, %s
            WHERE id = (
                SELECT e.id FROM api.exports e
                WHERE e.state IN ('WAITING', 'RUNNING')
                  AND (e.lease_until IS NULL OR e.lease_until <= clock_timestamp()) AND %s
                ORDER BY e.asked_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING *
            """
                    .formatted(LEASE_UNTIL, ExportJobStore.HAS_NO_DELETED_PLACE);

    private static final String IS_HELD =
            "e.id = :id AND e.worker = :worker AND e.state = 'RUNNING' AND "
                    + ExportJobStore.HAS_NO_DELETED_PLACE;

    private static final String SAVE =
            """
            UPDATE api.exports e SET places_done = :placesDone, span_from = :spanFrom, after_cursor = :cursor,
                progress = :fraction, rows = :rows, bytes = :bytes, deflated_bytes = :deflatedBytes, crc32 = :crc32,
                tries = 0, %s
            WHERE %s
            """
                    .formatted(LEASE_UNTIL, IS_HELD);

    private static final String ADD_CHUNK =
            """
            INSERT INTO api.export_chunks (export_id, first_byte, first_deflated_byte, bytes, deflated)
            VALUES (:id, :firstByte, :firstDeflatedByte, :bytes, :deflated)
            """;

    private static final String RENEW =
            "UPDATE api.exports e SET %s WHERE %s".formatted(LEASE_UNTIL, IS_HELD);

    private static final String ENDED =
            """
            ended_at = statement_timestamp(), worker = NULL, lease_until = NULL,
            expires_at = statement_timestamp() + :keptSeconds * interval '1 second'
            """;

    private static final String FINISH =
            "UPDATE api.exports e SET state = 'DONE', progress = 1, %s WHERE %s"
                    .formatted(ENDED, IS_HELD);

    private static final String FAIL =
            """
            UPDATE api.exports e SET state = 'FAILED', failure = :reason, failure_detail = :detail,
                bytes = 0, deflated_bytes = 0, %s
            WHERE %s
            """
                    .formatted(ENDED, IS_HELD);

    private static final String DROP_CHUNKS = "DELETE FROM api.export_chunks WHERE export_id = :id";

    private static final String RELEASE =
            """
            UPDATE api.exports e SET lease_until = clock_timestamp() + :seconds * interval '1 second', tries = :tries
            WHERE %s
            """
                    .formatted(IS_HELD);

    private final Database database;

    ExportTaskStore(Database database) {
        this.database = database;
    }

    /** What became of what was saved. */
    enum Saved {
        KEPT,
        /** It was removed, or another worker has it. */
        LOST,
        /** It has more than one export may. */
        TOO_LARGE,
        /** All exports together have as much as they may. */
        NO_ROOM
    }

    /** The one that has waited longest, of those that nobody holds. */
    Optional<ExportTask> take() {
        String worker = UUID.randomUUID().toString();
        return database.write(
                handle ->
                        handle.createQuery(TAKE)
                                .bind("worker", worker)
                                .bind("leaseSeconds", LEASE.toSeconds())
                                .map((row, context) -> task(row))
                                .findOne());
    }

    /**
     * Keeps a chunk and how far the export is with it, both or neither.
     *
     * @param text what the chunk was made of; with deflated of no bytes: there is no chunk
     * @param maxBytes of all exports, compressed
     */
    Saved save(ExportTask before, Progress now, byte[] text, byte[] deflated, long maxBytes) {
        return database.write(
                handle -> {
                    if (text.length > 0
                            && ExportUpkeepStore.bytes(handle) + deflated.length > maxBytes) {
                        return Saved.NO_ROOM;
                    }
                    if (saved(handle, before, now) == 0) {
                        return Saved.LOST;
                    }
                    if (text.length > 0) {
                        addChunk(handle, before, text, deflated);
                    }
                    return Saved.KEPT;
                });
    }

    private static int saved(Handle handle, ExportTask task, Progress now) {
        return held(handle, SAVE, task)
                .bind("placesDone", now.placesDone())
                .bind("spanFrom", now.spanFrom() == null ? null : now.spanFrom().toString())
                .bind("cursor", now.cursor())
                .bind("fraction", now.fraction())
                .bind("rows", now.written().rows())
                .bind("bytes", now.written().bytes())
                .bind("deflatedBytes", now.written().deflatedBytes())
                .bind("crc32", now.written().crc32())
                .bind("leaseSeconds", LEASE.toSeconds())
                .execute();
    }

    private static void addChunk(Handle handle, ExportTask task, byte[] text, byte[] deflated) {
        Written before = task.progress().written();
        handle.createUpdate(ADD_CHUNK)
                .bind("id", task.id())
                .bind("firstByte", before.bytes())
                .bind("firstDeflatedByte", before.deflatedBytes())
                .bind("bytes", text.length)
                .bind("deflated", deflated)
                .execute();
    }

    /** Holds it on where there is nothing to save. */
    Saved renew(ExportTask task) {
        return database.write(
                handle ->
                        held(handle, RENEW, task).bind("leaseSeconds", LEASE.toSeconds()).execute()
                                        == 1
                                ? Saved.KEPT
                                : Saved.LOST);
    }

    /** False: it was removed, or another worker has it. */
    boolean finish(ExportTask task, Duration kept) {
        return database.write(
                handle ->
                        held(handle, FINISH, task).bind("keptSeconds", kept.toSeconds()).execute()
                                == 1);
    }

    /** Ends it without a file. */
    boolean fail(ExportTask task, ExportJob.Failure failure, Duration kept) {
        return database.write(
                handle -> {
                    int failed =
                            held(handle, FAIL, task)
                                    .bind("reason", failure.code().name())
                                    .bind("detail", failure.detail())
                                    .bind("keptSeconds", kept.toSeconds())
                                    .execute();
                    if (failed == 1) {
                        handle.createUpdate(DROP_CHUNKS).bind("id", task.id()).execute();
                    }
                    return failed == 1;
                });
    }

    /**
     * Leaves it to whoever comes next.
     *
     * @param pause before that
     * @param tries how often it counts as taken up
     */
    void release(ExportTask task, Duration pause, int tries) {
        database.write(
                handle ->
                        held(handle, RELEASE, task)
                                .bind("seconds", pause.toSeconds())
                                .bind("tries", tries)
                                .execute());
    }

    private static Update held(Handle handle, String sql, ExportTask task) {
        return handle.createUpdate(sql).bind("id", task.id()).bind("worker", task.worker());
    }

    private static ExportTask task(ResultSet row) throws SQLException {
        String spanFrom = row.getString("span_from");
        return new ExportTask(
                row.getString("id"),
                row.getString("worker"),
                ExportKind.valueOf(row.getString("kind")),
                ExportFormat.valueOf(row.getString("format")),
                ExportTask.parameters(row.getString("parameters")),
                List.of((String[]) row.getArray("place_ids").getArray()),
                row.getInt("tries"),
                new Progress(
                        row.getInt("places_done"),
                        spanFrom == null ? null : Instant.parse(spanFrom),
                        row.getString("after_cursor"),
                        row.getDouble("progress"),
                        new Written(
                                row.getLong("rows"),
                                row.getLong("bytes"),
                                row.getLong("deflated_bytes"),
                                row.getInt("crc32"))));
    }
}
