package io.outpost.e2e.mutants;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares (writer epoch, revision) of rows between two looks: neither ever goes back. */
final class RevisionWatch {
    private static final Map<String, String> KEYS =
            Map.of(
                    "minute_aggregates", "place_id || ' ' || start_at",
                    "hour_aggregates", "place_id || ' ' || start_at",
                    "day_aggregates", "place_id || ' ' || start_at",
                    "condition_episodes", "place_id || ' ' || episode_id");

    private final TrialStack stack;
    private final Map<String, Order> seen = new HashMap<>();

    RevisionWatch(TrialStack stack) {
        this.stack = stack;
    }

    private record Order(long writerEpoch, long revision) {
        boolean isBefore(Order other) {
            return writerEpoch < other.writerEpoch
                    || (writerEpoch == other.writerEpoch && revision < other.revision);
        }
    }

    /** Looks at all rows; returns those that have gone back since the last look. */
    List<Finding> look() throws SQLException {
        List<Finding> found = new ArrayList<>();
        try (Connection connection = stack.postgres()) {
            for (Map.Entry<String, String> table : KEYS.entrySet()) {
                look(connection, table.getKey(), table.getValue(), found);
            }
        }
        return found;
    }

    private void look(Connection connection, String table, String key, List<Finding> found)
            throws SQLException {
        String query = "SELECT %s, writer_epoch, revision FROM outpost.%s".formatted(key, table);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                String row = rows.getString(1);
                Order now = new Order(rows.getLong(2), rows.getLong(3));
                Order before = seen.put(table + '\n' + row, now);
                if (before != null && now.isBefore(before)) {
                    found.add(
                            new Finding(
                                    "watch",
                                    "gone-back",
                                    table,
                                    row + ": " + before + " became " + now));
                }
            }
        }
    }
}
