package io.outpost.cli.reconcile;

import io.outpost.schemas.Alert;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Table {@code outpost.alerts} as it is when it is read, in portions, so that its size does not
 * matter.
 */
final class AlertTable implements ResultTable<Alert> {
    private static final int FETCH_ROWS = 5_000;

    private static final String QUERY =
            """
            SELECT alert_id, episode_id, kind, revision, place_id, subject, at,
                   started_at, ended_at, level, drivers::text AS drivers, provisional
            FROM outpost.alerts
            WHERE as_of >= ?
            """;

    private final Connection connection;
    private final Duration since;

    /**
     * Prepares the reading.
     *
     * @param connection without auto-commit, so that rows come in portions
     * @param since only rows whose records came within this time; null: all
     */
    AlertTable(Connection connection, Duration since) {
        this.connection = connection;
        this.since = since;
    }

    @Override
    public void read(Reader<Alert> reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setFetchSize(FETCH_ROWS);
            statement.setObject(1, from());
            try (ResultSet row = statement.executeQuery()) {
                boolean more = true;
                while (more && row.next()) {
                    more = reader.row(alert(row));
                }
            }
        } finally {
            // The next reading sees what has come meanwhile.
            connection.rollback();
        }
    }

    private OffsetDateTime from() {
        return since == null ? OffsetDateTime.MIN : OffsetDateTime.now(ZoneOffset.UTC).minus(since);
    }

    private Alert alert(ResultSet row) throws SQLException {
        return Alert.newBuilder()
                .setAlertId(row.getString("alert_id"))
                .setEpisodeId(row.getString("episode_id"))
                .setKind(row.getString("kind"))
                .setRevision(row.getLong("revision"))
                .setPlaceId(row.getString("place_id"))
                .setSubject(row.getString("subject"))
                .setAt(time(row, "at"))
                .setStartedAt(time(row, "started_at"))
                .setEndedAt(time(row, "ended_at"))
                .setLevel(row.getString("level"))
                .setDrivers(Drivers.parse(row.getString("drivers")))
                .setProvisional(row.getBoolean("provisional"))
                .build();
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
