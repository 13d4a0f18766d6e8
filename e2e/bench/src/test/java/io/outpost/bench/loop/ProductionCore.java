package io.outpost.bench.loop;

import io.outpost.bench.digest.OutpostRows;
import io.outpost.conditions.Settings;
import io.outpost.observe.LogDecoder;
import io.outpost.observe.SourceRecord;
import io.outpost.observe.WriterSchemas;
import io.outpost.place.AlertRow;
import io.outpost.place.DeadLetter;
import io.outpost.place.EpisodeRow;
import io.outpost.place.LateReading;
import io.outpost.place.Origin;
import io.outpost.place.PaneRow;
import io.outpost.place.Place;
import io.outpost.place.PlaceInput;
import io.outpost.place.PlaceKeeper;
import io.outpost.place.PlaceOutput;
import io.outpost.place.PlaceRow;
import io.outpost.place.TallyRow;
import io.outpost.place.TransitionRow;
import io.outpost.schemas.wire.SchemaRegistry;
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

    ProductionCore(String registryUrl, int partitions, OutpostRows rows) {
        this.decoder =
                new LogDecoder(
                        new WriterSchemas(new SchemaRegistry(registryUrl), outage -> {}),
                        partitions);
        this.rows = rows;
        this.keeper = new PlaceKeeper(Settings.of(Map.of()).conditions().create(), this);
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
    public void episode(EpisodeRow row) {
        // Not part of the digest.
    }

    @Override
    public void alert(AlertRow row) {
        // Not part of the digest.
    }

    @Override
    public void tally(TallyRow row) {
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
