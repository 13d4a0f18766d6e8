package io.outpost.e2e.oracle.rows;

import io.outpost.e2e.oracle.Findings;
import java.sql.SQLException;
import java.util.Set;

/** Finds rows of places that the log does not know. */
public final class UnknownPlaces {
    private UnknownPlaces() {}

    /** Looks through a table that has a place_id; each place is one difference. */
    public static void find(String table, Set<String> known, Results results, Findings findings)
            throws SQLException {
        results.all(
                "SELECT DISTINCT place_id FROM outpost." + table,
                row -> {
                    String placeId = row.getString(1);
                    if (!known.contains(placeId)) {
                        findings.extra("rows of " + placeId + ", which the log does not have");
                    }
                });
    }
}
