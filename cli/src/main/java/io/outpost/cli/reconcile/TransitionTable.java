package io.outpost.cli.reconcile;

import io.outpost.schemas.Transition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Table {@code outpost.condition_transitions} as it is when it is read, in portions. */
final class TransitionTable implements ResultTable<Transition> {
    private static final int FETCH_ROWS = 5_000;
    private static final String QUERY =
            """
            SELECT place_id, condition, at, revision, from_state, state, level, episode_id,
                   drivers::text AS drivers, retracted
            FROM outpost.condition_transitions
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
    TransitionTable(Connection connection, Duration since) {
        this.connection = connection;
        this.since = since;
    }

    @Override
    public void read(Reader<Transition> reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setFetchSize(FETCH_ROWS);
            statement.setObject(1, from());
            try (ResultSet row = statement.executeQuery()) {
                boolean more = true;
                while (more && row.next()) {
                    more = reader.row(transition(row));
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

    private static Transition transition(ResultSet row) throws SQLException {
        return Transition.newBuilder()
                .setPlaceId(row.getString("place_id"))
                .setCondition(row.getString("condition"))
                .setAt(row.getObject("at", OffsetDateTime.class).toInstant())
                .setFromState(row.getString("from_state"))
                .setState(row.getString("state"))
                .setLevel(row.getString("level"))
                .setEpisodeId(row.getString("episode_id"))
                .setDrivers(Drivers.parse(row.getString("drivers")))
                .setRevision(row.getLong("revision"))
                .setRetracted(row.getBoolean("retracted"))
                .build();
    }
}
