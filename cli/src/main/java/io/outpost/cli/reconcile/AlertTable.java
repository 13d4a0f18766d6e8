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

    /**
     * A no-data alert is told by time, not by a record, so nothing says whether a job that has just
     * restarted tells it once more; until something follows it, it waits.
     */
    private static final String QUERY =
            """
            SELECT a.alert_id, a.episode_id, a.kind, a.revision, a.place_id, a.subject, a.at,
                   a.started_at, a.ended_at, a.level, a.drivers::text AS drivers, a.provisional,
                   a.provisional AND NOT EXISTS (
                       SELECT 1 FROM outpost.alerts later
                       WHERE later.episode_id = a.episode_id AND later.revision > a.revision
                   ) AS waits
            FROM outpost.alerts a
            WHERE a.as_of >= ?
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
                    more = reader.row(alert(row), row.getBoolean("waits"));
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
