package io.outpost.api.export;

import io.outpost.api.postgres.Database;
import java.util.Optional;

/** Reads the files of exports, piece by piece. */
final class ExportChunkStore {

    private static final String CHUNK =
            """
            SELECT c.first_byte, c.first_deflated_byte, c.bytes, c.deflated
            FROM api.export_chunks c JOIN api.exports e ON e.id = c.export_id
            WHERE c.export_id = :id AND c.%1$s <= :at AND %2$s
            ORDER BY c.%1$s DESC LIMIT 1
            """;

    private final Database database;

    ExportChunkStore(Database database) {
        this.database = database;
    }

    /** A piece of a file: where it begins in either form, and its bytes. */
    record Chunk(long firstByte, long firstDeflatedByte, int length, byte[] deflated) {}

    /**
     * The piece of a file that has a byte; empty: the file is gone.
     *
     * @param owner null: of nobody
     * @param isDeflated whether the byte is one of the file as it is stored, from behind its header
     */
    Optional<Chunk> chunk(String id, String owner, long at, boolean isDeflated) {
        String column = isDeflated ? "first_deflated_byte" : "first_byte";
        return database.read(
                handle ->
                        handle.createQuery(CHUNK.formatted(column, ExportJobStore.IS_OWN))
                                .bind("id", id)
                                .bind("owner", owner)
                                .bind("at", at)
                                .map(
                                        (row, context) ->
                                                new Chunk(
                                                        row.getLong("first_byte"),
                                                        row.getLong("first_deflated_byte"),
                                                        row.getInt("bytes"),
                                                        row.getBytes("deflated")))
                                .findOne());
    }
}
