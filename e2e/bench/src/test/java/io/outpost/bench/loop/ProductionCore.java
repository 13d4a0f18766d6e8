package io.outpost.bench.loop;

import io.outpost.bench.digest.OutpostRows;
import io.outpost.conditions.pipeline.Settings;
import io.outpost.core.place.AlertRow;
import io.outpost.core.place.Conditions;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.EpisodeRow;
import io.outpost.core.place.LateReading;
import io.outpost.core.place.ModelRow;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PaneRow;
import io.outpost.core.place.Place;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceKeeper;
import io.outpost.core.place.PlaceOutput;
import io.outpost.core.place.PlaceRow;
import io.outpost.core.place.PreferenceAlertRow;
import io.outpost.core.place.PreferenceEpisodeRow;
import io.outpost.core.place.PreferenceRow;
import io.outpost.core.place.TransitionRow;
import io.outpost.core.preference.Preference;
import io.outpost.decode.LogDecoder;
import io.outpost.decode.RegistryOutage;
import io.outpost.decode.SourceRecord;
import io.outpost.decode.WriterSchemas;
import io.outpost.decode.preference.LevelNames;
import io.outpost.decode.preference.PreferenceReader;
import io.outpost.decode.preference.UnreadablePreferenceException;
import io.outpost.schemas.wire.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The job's own parts without Flink: decode, validate, keep places. */
final class ProductionCore implements PlaceOutput {
    /** The observations were received long after they were made, as in a replay. */
    static final long RECEIVED_MILLIS = 1_790_000_000_000L;

    private final LogDecoder decoder;
    private final OutpostRows rows;
    private final PlaceKeeper keeper;
    private final Map<String, Place> places = new HashMap<>();

    /** Ends of those of preferences, by id; 0: open. */
    private final Map<String, Long> episodes = new HashMap<>();

    ProductionCore(String registryUrl, int partitions, OutpostRows rows) {
        Settings settings = Settings.of(Map.of());
        Conditions conditions = settings.conditions().create();
        LevelNames levels = new LevelNames(conditions.levelNames());
        this.decoder =
                new LogDecoder(
                        new WriterSchemas(
                                new SchemaRegistry(registryUrl), RegistryOutage.sleeping()),
                        partitions,
                        levels);
        this.rows = rows;
        this.keeper =
                new PlaceKeeper(
                        conditions, settings.places(), document -> read(document, levels), this);
    }

    private static Preference read(String document, LevelNames levels) {
        try {
            return PreferenceReader.read(document.getBytes(StandardCharsets.UTF_8), levels);
        } catch (UnreadablePreferenceException e) {
            throw new IllegalArgumentException(document + ": " + e.getMessage(), e);
        }
    }

    /** Episodes of preferences that are open. */
    long openEpisodes() {
        return episodes.values().stream().filter(ended -> ended == 0).count();
    }

    void accept(int partition, byte[] key, byte[] value) {
        Origin origin = new Origin(partition, 0, key, value, new String[0], new byte[0][]);
        PlaceInput input = decoder.decode(new SourceRecord(RECEIVED_MILLIS, true, origin));
        keeper.apply(places.computeIfAbsent(input.placeId(), Place::new), input);
    }

    @Override
    public void pane(PaneRow row) {
        rows.pane(row);
    }

    @Override
    public void transition(TransitionRow row) {
        rows.transition(row);
    }

    @Override
    public void model(ModelRow row) {
        rows.model(row);
    }

    @Override
    public void episode(EpisodeRow row) {
        // Not part of the digest.
    }

    @Override
    public void alert(AlertRow row) {
        // Not part of the digest.
    }

    @Override
    public void counters(CountersRow row) {
        // Not part of the digest.
    }

    @Override
    public void preference(PreferenceRow row) {
        // Not part of the digest.
    }

    @Override
    public void preferenceEpisode(PreferenceEpisodeRow row) {
        episodes.put(row.episodeId(), row.retracted() ? (Long) 1L : (Long) row.endedAtMillis());
    }

    @Override
    public void preferenceAlert(PreferenceAlertRow row) {
        // Not part of the digest.
    }

    @Override
    public void place(PlaceRow row) {
        // Not part of the digest.
    }

    @Override
    public void late(LateReading late) {
        throw new AssertionError(late.toString());
    }

    @Override
    public void rejected(DeadLetter letter) {
        throw new AssertionError(letter.toString());
    }
}
