package io.outpost.bench.loop;

import io.outpost.bench.digest.OutpostRows;
import io.outpost.bench.micro.InMemoryPlace;
import io.outpost.conditions.Settings;
import io.outpost.observe.DecodeObservations;
import io.outpost.observe.Inbound;
import io.outpost.observe.SourceRecord;
import io.outpost.place.AlertRow;
import io.outpost.place.EpisodeRow;
import io.outpost.place.Origin;
import io.outpost.place.PaneRow;
import io.outpost.place.PlaceKeeper;
import io.outpost.place.PlaceOutput;
import io.outpost.place.PlaceRejection;
import io.outpost.place.PlaceRow;
import io.outpost.place.PlaceState;
import io.outpost.place.Reading;
import io.outpost.place.TallyRow;
import io.outpost.place.TransitionRow;
import io.outpost.schemas.wire.SchemaRegistry;
import java.util.HashMap;
import java.util.Map;

/** The job's own parts without Flink: decode, validate, keep places. */
final class ProductionCore implements PlaceOutput {
    /** The observations were received long after they were made, as in a replay. */
    static final long RECEIVED_MILLIS = 1_790_000_000_000L;

    private final DecodeObservations decode;
    private final OutpostRows rows;
    private final Map<String, Kept> places = new HashMap<>();

    private record Kept(PlaceState state, PlaceKeeper keeper) {}

    ProductionCore(String registryUrl, int partitions, OutpostRows rows) {
        this.decode =
                new DecodeObservations(new SchemaRegistry(registryUrl), partitions, outage -> {});
        this.rows = rows;
    }

    void accept(int partition, byte[] key, byte[] value) {
        Origin origin = new Origin(partition, 0, key, value, new String[0], new byte[0][]);
        Inbound inbound = decode.decode(new SourceRecord("observations", RECEIVED_MILLIS, origin));
        if (inbound.rejected() != null) {
            throw new AssertionError(inbound.rejected());
        }
        Kept place = places.computeIfAbsent(inbound.placeId(), this::newPlace);
        place.keeper().observe(place.state(), inbound.reading());
    }

    private Kept newPlace(String placeId) {
        var conditions = Settings.of(Map.of()).conditions().create();
        return new Kept(
                new PlaceState(placeId), new PlaceKeeper(conditions, new InMemoryPlace(), this));
    }

    @Override
    public void pane(PaneRow row) {
        rows.add(row);
    }

    @Override
    public void transition(TransitionRow row) {
        rows.add(row);
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
    public void late(String placeId, long clockMillis, Reading reading) {
        throw new AssertionError("late: " + reading);
    }

    @Override
    public void rejected(PlaceRejection reason, Reading reading) {
        throw new AssertionError(reason + ": " + reading);
    }
}
