package io.outpost.e2e.batch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/**
 * Compares what the job counted for a place with the batch: accepted records and flagged values.
 * (Repeated and late records depend on how often a recording was replayed.)
 */
final class TallyComparison {
    private static final String COUNTS =
            "SELECT accepted, retractions, open_panes FROM outpost.place_tallies WHERE place_id = ?";
    private static final String FLAGGED =
            """
            SELECT q.key AS quantity, sum(r.value::bigint) AS n
            FROM outpost.place_tallies t, jsonb_each(t.flagged) q, jsonb_each_text(q.value) r
            WHERE t.place_id = ? GROUP BY q.key
            """;

    private final Connection connection;
    private final Differences differences;
    private long retractions;

    TallyComparison(Connection connection, Differences differences) {
        this.connection = connection;
        this.differences = differences;
    }

    void compare(String placeId, PlaceBatch expected) throws SQLException {
        differences.countRow();
        compareCounts(placeId, expected);
        compareFlagged(placeId, expected.flagged());
    }

    /** Rows of closed panes that were written again, of all places compared. */
    long retractions() {
        return retractions;
    }

    private void compareCounts(String placeId, PlaceBatch expected) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNTS)) {
            statement.setString(1, placeId);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    differences.addMissing("place_tallies " + placeId);
                    return;
                }
                retractions += row.getLong("retractions");
                requireEqual(placeId + " accepted", expected.accepted(), row.getLong("accepted"));
                requireEqual(placeId + " open_panes", 0, row.getLong("open_panes"));
            }
        }
    }

    private void compareFlagged(String placeId, Map<Field, Integer> expected) throws SQLException {
        long total = 0;
        try (PreparedStatement statement = connection.prepareStatement(FLAGGED)) {
            statement.setString(1, placeId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String quantity = row.getString("quantity");
                    long stored = row.getLong("n");
                    total += stored;
                    requireEqual(
                            placeId + " flagged " + quantity, flagged(expected, quantity), stored);
                }
            }
        }
        requireEqual(
                placeId + " flagged in all",
                expected.values().stream().mapToInt(Integer::intValue).sum(),
                total);
    }

    /** However the quantity's name is written: airTemperatureCelsius, AIR_TEMPERATURE_CELSIUS. */
    private static long flagged(Map<Field, Integer> expected, String quantity) {
        String letters = letters(quantity);
        return expected.entrySet().stream()
                .filter(e -> letters(e.getKey().column()).equals(letters))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static String letters(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private void requireEqual(String what, long expected, long stored) {
        if (expected != stored) {
            differences.addDifferent(
                    "place_tallies " + what + ": expected " + expected + ", stored " + stored);
        }
    }
}
