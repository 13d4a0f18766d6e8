package io.outpost.bench.contender;

import io.outpost.bench.stage.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Map;

/** The rows that count in the digest, as they stand in Postgres. */
final class WrittenRows {
    /** Of a transition every revision stands there; the newest says whether it holds. */
    private static final String NOT_BEFORE =
            "SELECT (SELECT count(*) FROM outpost.minute_aggregates WHERE start_at < ?)"
                    + " + (SELECT count(*) FROM outpost.quarter_hour_rollings WHERE start_at < ?)"
                    + " + (SELECT count(*) FROM outpost.hour_aggregates WHERE start_at < ?)"
                    + " + (SELECT count(*) FROM outpost.day_aggregates WHERE start_at < ?)"
                    + " + (SELECT count(*) FROM (SELECT DISTINCT ON (place_id, condition, at) retracted"
                    + " FROM outpost.condition_transitions WHERE at <= ?"
                    + " ORDER BY place_id, condition, at, revision DESC) newest WHERE NOT retracted)";

    private static final int TABLES = 5;

    private static final Map<String, String> SETTINGS =
            Map.of("user", Database.USER, "password", Database.PASSWORD);

    private WrittenRows() {}

    static void clear(String url) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "TRUNCATE outpost.minute_aggregates, outpost.quarter_hour_rollings,"
                            + " outpost.hour_aggregates, outpost.day_aggregates,"
                            + " outpost.condition_transitions, outpost.condition_episodes,"
                            + " outpost.alerts, outpost.place_tallies");
        }
    }

    static long count(String url, long endMillis) throws SQLException {
        try (Connection connection = connect(url);
                PreparedStatement statement = connection.prepareStatement(NOT_BEFORE)) {
            for (int i = 1; i <= TABLES; i++) {
                statement.setTimestamp(i, new Timestamp(endMillis));
            }
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    private static Connection connect(String url) throws SQLException {
        java.util.Properties properties = new java.util.Properties();
        properties.putAll(SETTINGS);
        return DriverManager.getConnection(url, properties);
    }
}
