package io.outpost.e2e.burst;

import io.outpost.e2e.rig.LocalStack;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** What Postgres has of a burst. */
record BurstTables(LocalStack stack, BurstPlan plan) {
    private static final String ALERTS =
            """
            SELECT alert_id, kind, place_id, subject FROM outpost.alerts WHERE starts_with(place_id, ?)
            UNION ALL
            SELECT alert_id, kind, place_id, 'preference:' || preference_id FROM outpost.preference_alerts
            WHERE starts_with(place_id, ?)
            """;

    private static final String DELIVERIES =
            """
            SELECT channel_id, alert_id, CASE WHEN state = 'DELIVERED' THEN ended_at END
            FROM api.deliveries WHERE starts_with(place_id, ?)
            """;

    private static final String PLACES =
            "SELECT count(*) FROM outpost.places WHERE starts_with(place_id, '%s')";

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    List<StoredAlert> alerts() throws SQLException, IOException {
        return rows(
                ALERTS,
                row ->
                        new StoredAlert(
                                row.getString(1),
                                row.getString(2),
                                new DueAlert(row.getString(3), row.getString(4))));
    }

    List<Delivery> deliveries() throws SQLException, IOException {
        return rows(
                DELIVERIES,
                row -> new Delivery(row.getString(1), row.getString(2), instant(row, 3)));
    }

    long places() throws SQLException {
        return stack.count(PLACES.formatted(plan.placePrefix()));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private <T> List<T> rows(String sql, Row<T> made) throws SQLException, IOException {
        try (Connection connection = stack.postgresAsSuperuser();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                statement.setString(i, plan.placePrefix());
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(made.of(row));
                }
            }
            return rows;
        }
    }
}
