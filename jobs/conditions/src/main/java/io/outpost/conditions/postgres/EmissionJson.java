package io.outpost.conditions.postgres;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
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
import io.outpost.core.place.TransitionRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Emissions as JSON objects, with the columns of their tables but for the writer's epoch, which is
 * no part of what is emitted: docs/topology.md, Emissions. Not thread-safe.
 */
public final class EmissionJson implements PlaceOutput {
    private static final String WRITER_EPOCH = "writer_epoch";
    private static final long NO_EPOCH = 0;

    private final Map<PaneWidth, UpsertTable<PaneRow>> panes = new EnumMap<>(PaneWidth.class);
    private final UpsertTable<ModelRow> models = ResultTables.models(NO_EPOCH);
    private final UpsertTable<TransitionRow> transitions = ResultTables.transitions(NO_EPOCH);
    private final UpsertTable<EpisodeRow> episodes = ResultTables.episodes(NO_EPOCH);
    private final UpsertTable<AlertRow> alerts = ResultTables.alerts(NO_EPOCH);
    private final UpsertTable<PlaceRow> placeVersions = ResultTables.placeVersions(NO_EPOCH);
    private final UpsertTable<PreferenceEpisodeRow> preferenceEpisodes =
            ResultTables.preferenceEpisodes(NO_EPOCH);
    private final UpsertTable<PreferenceAlertRow> preferenceAlerts =
            ResultTables.preferenceAlerts(NO_EPOCH);
    private final UpsertTable<PreferenceRow> preferences = ResultTables.preferences(NO_EPOCH);
    private final UpsertTable<CountersRow> counters = ResultTables.counters(NO_EPOCH);
    private final JsonFactory factory = new JsonFactory();
    private JsonGenerator json;

    public EmissionJson() {
        panes.put(PaneWidth.MINUTE, PaneTables.minutes(NO_EPOCH));
        panes.put(PaneWidth.QUARTER_HOUR, PaneTables.quarterHours(NO_EPOCH));
        panes.put(PaneWidth.HOUR, PaneTables.hours(NO_EPOCH));
        panes.put(PaneWidth.DAY, PaneTables.days(NO_EPOCH));
    }

    /** In UTF-8. */
    public byte[] bytes(Emission emission) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try {
            json = factory.createGenerator(bytes);
            json.writeStartObject();
            emission.to(this);
            json.writeEndObject();
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void pane(PaneRow row) {
        write(panes.get(row.width()), row);
    }

    @Override
    public void model(ModelRow row) {
        write(models, row);
    }

    @Override
    public void transition(TransitionRow row) {
        write(transitions, row);
    }

    @Override
    public void episode(EpisodeRow row) {
        write(episodes, row);
    }

    @Override
    public void alert(AlertRow row) {
        write(alerts, row);
    }

    @Override
    public void counters(CountersRow row) {
        write(counters, row);
    }

    @Override
    public void preference(PreferenceRow row) {
        write(preferences, row);
    }

    @Override
    public void preferenceEpisode(PreferenceEpisodeRow row) {
        write(preferenceEpisodes, row);
    }

    @Override
    public void preferenceAlert(PreferenceAlertRow row) {
        write(preferenceAlerts, row);
    }

    @Override
    public void place(PlaceRow row) {
        write(placeVersions, row);
    }

    @Override
    public void late(LateReading late) {
        try {
            json.writeStringField("table", "late");
            json.writeStringField("place_id", late.placeId());
            json.writeStringField("sensor_id", late.sensorId());
            json.writeNumberField("observed_at", late.observedAtMillis());
            json.writeNumberField("clock_at", late.clockMillis());
            writeOrigin(late.sourcePartition(), late.sourceOffset());
            json.writeNumberField("revision", late.revision());
            json.writeNumberField("as_of", late.asOfMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void rejected(DeadLetter letter) {
        try {
            json.writeStringField("table", "rejected");
            json.writeStringField("reason", letter.reason().name());
            writeOrigin(letter.origin().partition(), letter.origin().offset());
            if (letter.revision() > 0) {
                json.writeStringField("place_id", letter.placeId());
                json.writeNumberField("revision", letter.revision());
            }
            json.writeNumberField("as_of", letter.asOfMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeOrigin(int partition, long offset) throws IOException {
        json.writeNumberField("partition", partition);
        json.writeNumberField("offset", offset);
    }

    private <R> void write(UpsertTable<R> table, R row) {
        try {
            json.writeStringField("table", table.name());
            for (Column<R> column : table.columns()) {
                if (!column.name().equals(WRITER_EPOCH)) {
                    column.writeJson(row, json);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
