package io.outpost.api.export;

import io.outpost.api.postgres.Database;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** All exports together: how many there are, and those whose time is over. */
final class ExportUpkeepStore {

    private static final String CLEAN =
            "DELETE FROM api.exports e WHERE e.expires_at <= clock_timestamp() OR NOT (%s)"
                    .formatted(ExportJobStore.HAS_NO_DELETED_PLACE);

    private static final String BYTES = "SELECT coalesce(sum(deflated_bytes), 0) FROM api.exports";

    private static final String COUNTS =
            "SELECT state, count(*) AS n FROM api.exports GROUP BY state";

    private final Database database;

    ExportUpkeepStore(Database database) {
        this.database = database;
    }

    /** How many exports there are by their states, and their compressed bytes. */
    record Totals(Map<ExportJob.State, Long> counts, long bytes) {

        static final Totals NONE = new Totals(Map.of(), 0);
    }

    /** Removes those that have expired, and those of which a place is deleted. */
    void clean() {
        database.write(handle -> handle.createUpdate(CLEAN).execute());
    }

    Totals totals() {
        return database.read(handle -> new Totals(counts(handle), bytes(handle)));
    }

    private static Map<ExportJob.State, Long> counts(Handle handle) {
        return handle.createQuery(COUNTS)
                .reduceRows(
                        new HashMap<>(),
                        (counts, row) -> {
                            counts.put(
                                    ExportJob.State.valueOf(row.getColumn("state", String.class)),
                                    row.getColumn("n", Long.class));
                            return counts;
                        });
    }

    /** Compressed, of all. */
    static long bytes(Handle handle) {
        return handle.createQuery(BYTES).mapTo(Long.class).one();
    }
}
