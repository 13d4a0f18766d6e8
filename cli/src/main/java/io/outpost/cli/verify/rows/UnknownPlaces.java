package io.outpost.cli.verify.rows;

import io.outpost.cli.verify.report.Findings;
import java.sql.SQLException;
import java.util.Set;

/** Finds rows of places that the log does not know. */
public final class UnknownPlaces {
    private UnknownPlaces() {}

    /** Looks through a table that has a place_id; each place is one difference. */
    public static void find(
            String table, Set<String> known, Scope scope, Results results, Findings findings)
            throws SQLException {
        results.all(
                "SELECT place_id, %s FROM outpost.%s GROUP BY place_id"
                        .formatted(Results.millis("min(as_of)"), table),
                row -> {
                    String placeId = row.getString(1);
                    if (known.contains(placeId)) {
                        return;
                    }
                    if (scope.isLater(row.getLong(2))) {
                        findings.later();
                    } else {
                        findings.extra("rows of " + placeId + ", which the log does not have");
                    }
                });
    }
}
