package io.outpost.e2e.rig;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A digest of every row of every table, with its revision and the time of its event; without the
 * writer epoch, and without the position in the log, which another log has elsewhere.
 */
public final class RowDigest {
    private static final String TABLES =
            "SELECT relname FROM pg_class WHERE relnamespace = 'outpost'::regnamespace AND relkind IN ('r', 'p')"
                    + " AND NOT relispartition AND relname NOT IN ('writer_epochs', 'epoch_trials', 'replaced_rows')";
    private static final String ROWS =
            "SELECT count(*) || ' rows ' || coalesce(sum(('x' || left(md5((to_jsonb(one) - '{writer_epoch,kafka_partition,kafka_offset}'::text[])::text), 15))::bit(60)::bigint), 0)"
                    + " FROM outpost.%s one WHERE place_id LIKE ? AND place_id <> ?";

    private RowDigest() {}

    /**
     * Of each table its number of rows and their digest.
     *
     * @param places pattern of SQL's LIKE for the ids of the places that count; % for all
     * @param without id of a place whose rows do not count; empty: all count
     */
    public static Map<String, String> of(LocalStack stack, String places, String without)
            throws SQLException {
        Map<String, String> digests = new TreeMap<>();
        try (Connection connection = stack.postgres();
                PreparedStatement tables = connection.prepareStatement(TABLES);
                ResultSet names = tables.executeQuery()) {
            while (names.next()) {
                digests.put(
                        names.getString(1), rows(connection, names.getString(1), places, without));
            }
        }
        return digests;
    }

    private static String rows(Connection connection, String table, String places, String without)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ROWS.formatted(table))) {
            query.setString(1, places);
            query.setString(2, without);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
