package io.outpost.postgres;

import io.outpost.operate.DerivedRow;
import io.outpost.place.AlertRow;
import io.outpost.place.EpisodeRow;
import io.outpost.place.PaneRow;
import io.outpost.place.PlaceRow;
import io.outpost.place.TallyRow;
import io.outpost.place.Tier;
import io.outpost.place.TransitionRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.jdbc.internal.executor.JdbcBatchStatementExecutor;

/**
 * Writes a batch of derived rows in one transaction, one statement per table. Rows stay in the
 * batch until they are committed, so that a batch that failed can be written again.
 */
final class DerivedRowExecutor implements JdbcBatchStatementExecutor<DerivedRow> {
    private final Map<Tier, RowBatch<PaneRow>> panes = new EnumMap<>(Tier.class);
    private final RowBatch<TransitionRow> transitions;
    private final RowBatch<EpisodeRow> episodes;
    private final RowBatch<AlertRow> alerts;
    private final RowBatch<PlaceRow> places;
    private final RowBatch<PlaceRow> placeVersions;
    private final RowBatch<TallyRow> tallies;
    private Connection connection;

    DerivedRowExecutor(long writerEpoch) {
        panes.put(Tier.MINUTE, new RowBatch<>(PaneTables.minutes(writerEpoch)));
        panes.put(Tier.QUARTER_HOUR, new RowBatch<>(PaneTables.quarterHours(writerEpoch)));
        panes.put(Tier.HOUR, new RowBatch<>(PaneTables.hours(writerEpoch)));
        panes.put(Tier.DAY, new RowBatch<>(PaneTables.days(writerEpoch)));
        transitions = new RowBatch<>(ResultTables.transitions(writerEpoch));
        episodes = new RowBatch<>(ResultTables.episodes(writerEpoch));
        alerts = new RowBatch<>(ResultTables.alerts(writerEpoch));
        places = new RowBatch<>(ResultTables.places(writerEpoch));
        placeVersions = new RowBatch<>(ResultTables.placeVersions(writerEpoch));
        tallies = new RowBatch<>(ResultTables.tallies(writerEpoch));
    }

    @Override
    public void prepareStatements(Connection newConnection) throws SQLException {
        connection = newConnection;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '30s'");
            statement.execute("SET statement_timeout = '120s'");
        }
        connection.commit();
    }

    @Override
    public void addToBatch(DerivedRow row) {
        if (row.pane() != null) {
            panes.get(row.pane().tier()).add(row.pane());
        } else if (row.transition() != null) {
            transitions.add(row.transition());
        } else if (row.episode() != null) {
            episodes.add(row.episode());
        } else if (row.alert() != null) {
            alerts.add(row.alert());
        } else if (row.place() != null) {
            places.add(row.place());
            placeVersions.add(row.place());
        } else {
            tallies.add(row.tally());
        }
    }

    @Override
    public void executeBatch() throws SQLException {
        List<RowBatch<?>> batches = batches();
        try {
            for (RowBatch<?> batch : batches) {
                batch.write(connection);
            }
            connection.commit();
        } catch (SQLException e) {
            rollBack(e);
            throw e;
        }
        batches.forEach(batch -> batch.clear(connection));
    }

    @Override
    public void closeStatements() {
        // Statements live only as long as a batch.
    }

    private List<RowBatch<?>> batches() {
        List<RowBatch<?>> batches = new ArrayList<>(panes.values());
        batches.addAll(List.of(transitions, episodes, alerts, places, placeVersions, tallies));
        return batches;
    }

    private void rollBack(SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
