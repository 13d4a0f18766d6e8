package io.outpost.conditions.postgres;

import io.outpost.core.place.AlertRow;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.Emission;
import io.outpost.core.place.EpisodeRow;
import io.outpost.core.place.LateReading;
import io.outpost.core.place.ModelRow;
import io.outpost.core.place.PaneRow;
import io.outpost.core.place.PaneWidth;
import io.outpost.core.place.PlaceOutput;
import io.outpost.core.place.PlaceRow;
import io.outpost.core.place.PreferenceAlertRow;
import io.outpost.core.place.PreferenceEpisodeRow;
import io.outpost.core.place.PreferenceRow;
import io.outpost.core.place.TraceMark;
import io.outpost.core.place.TransitionRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.connector.jdbc.internal.executor.JdbcBatchStatementExecutor;

/**
 * Writes a batch of derived rows in one transaction, one statement per table. Rows stay in the
 * batch until they are committed, so that a batch that failed can be written again. A batch of a
 * writer that is not the newest any more is not written.
 */
final class DerivedRowExecutor implements JdbcBatchStatementExecutor<Emission>, PlaceOutput {
    private final Map<PaneWidth, RowBatch<PaneRow>> panes = new EnumMap<>(PaneWidth.class);
    private final RowBatch<ModelRow> models;
    private final RowBatch<TransitionRow> transitions;
    private final RowBatch<EpisodeRow> episodes;
    private final RowBatch<AlertRow> alerts;
    private final RowBatch<PreferenceEpisodeRow> preferenceEpisodes;
    private final RowBatch<PreferenceAlertRow> preferenceAlerts;
    private final RowBatch<PlaceRow> places;
    private final RowBatch<PlaceRow> placeVersions;
    private final RowBatch<CountersRow> counters;
    private final long writerEpoch;
    private final Predicate<PaneRow> kept;
    private final RowMetrics metrics;
    private final RowTraces traces;
    private Connection connection;
    private boolean empty = true;

    /**
     * @param kept false of rows that are not to be written any more
     */
    DerivedRowExecutor(
            long writerEpoch, Predicate<PaneRow> kept, RowMetrics metrics, RowTraces traces) {
        this.writerEpoch = writerEpoch;
        this.kept = kept;
        this.metrics = metrics;
        this.traces = traces;
        panes.put(PaneWidth.MINUTE, new RowBatch<>(PaneTables.minutes(writerEpoch)));
        panes.put(PaneWidth.QUARTER_HOUR, new RowBatch<>(PaneTables.quarterHours(writerEpoch)));
        panes.put(PaneWidth.HOUR, new RowBatch<>(PaneTables.hours(writerEpoch)));
        panes.put(PaneWidth.DAY, new RowBatch<>(PaneTables.days(writerEpoch)));
        models = new RowBatch<>(ResultTables.models(writerEpoch));
        transitions = new RowBatch<>(ResultTables.transitions(writerEpoch));
        episodes = new RowBatch<>(ResultTables.episodes(writerEpoch));
        alerts = new RowBatch<>(ResultTables.alerts(writerEpoch));
        preferenceEpisodes = new RowBatch<>(ResultTables.preferenceEpisodes(writerEpoch));
        preferenceAlerts = new RowBatch<>(ResultTables.preferenceAlerts(writerEpoch));
        places = new RowBatch<>(ResultTables.places(writerEpoch));
        placeVersions = new RowBatch<>(ResultTables.placeVersions(writerEpoch));
        counters = new RowBatch<>(ResultTables.counters(writerEpoch));
    }

    @Override
    public void prepareStatements(Connection newConnection) throws SQLException {
        connection = newConnection;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '30s'");
            statement.execute("SET statement_timeout = '120s'");
            // A writer that stalls within a batch holds up the others, and the next submission.
            statement.execute("SET idle_in_transaction_session_timeout = '30s'");
        }
        connection.commit();
    }

    @Override
    public void addToBatch(Emission row) {
        empty = false;
        metrics.added(row);
        row.to(this);
    }

    @Override
    public void pane(PaneRow row) {
        if (kept.test(row)) {
            panes.get(row.width()).add(row);
            metrics.addedPane(row);
        }
    }

    @Override
    public void model(ModelRow row) {
        models.add(row);
    }

    @Override
    public void transition(TransitionRow row) {
        transitions.add(row);
    }

    @Override
    public void episode(EpisodeRow row) {
        episodes.add(row);
    }

    @Override
    public void alert(AlertRow row) {
        alerts.add(row);
    }

    @Override
    public void preference(PreferenceRow row) {
        throw new IllegalArgumentException("has no table: " + row);
    }

    @Override
    public void preferenceEpisode(PreferenceEpisodeRow row) {
        preferenceEpisodes.add(row);
    }

    @Override
    public void preferenceAlert(PreferenceAlertRow row) {
        preferenceAlerts.add(row);
    }

    @Override
    public void place(PlaceRow row) {
        places.add(row);
        placeVersions.add(row);
    }

    @Override
    public void counters(CountersRow row) {
        counters.add(row);
    }

    @Override
    public void mark(TraceMark mark) {
        traces.add(mark);
    }

    @Override
    public void late(LateReading late) {
        throw new IllegalArgumentException("has no table: " + late);
    }

    @Override
    public void rejected(DeadLetter letter) {
        throw new IllegalArgumentException("has no table: " + letter);
    }

    @Override
    public void executeBatch() throws SQLException {
        if (empty) {
            return;
        }
        List<RowBatch<?>> batches = batches();
        try {
            for (RowBatch<?> batch : batches) {
                batch.makePartitions(connection);
            }
            WriterEpochs.requireNewest(connection, writerEpoch);
            for (RowBatch<?> batch : batches) {
                batch.write(connection);
            }
            connection.commit();
        } catch (SQLException | NewerWriterException e) {
            metrics.failed();
            rollBack(e);
            batches.forEach(RowBatch::forgetPartitions);
            throw e;
        }
        batches.forEach(batch -> batch.clear(connection));
        empty = true;
        metrics.committed();
        traces.committed();
    }

    @Override
    public void closeStatements() {
        // Statements live only as long as a batch.
    }

    private List<RowBatch<?>> batches() {
        List<RowBatch<?>> batches = new ArrayList<>(panes.values());
        batches.addAll(
                List.of(
                        models,
                        transitions,
                        episodes,
                        alerts,
                        preferenceEpisodes,
                        preferenceAlerts,
                        places,
                        placeVersions,
                        counters));
        return batches;
    }

    private void rollBack(Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
