package io.outpost.cli.replay.core;

import io.outpost.place.AlertRow;
import io.outpost.place.EpisodeRow;
import io.outpost.place.PaneRow;
import io.outpost.place.PlaceOutput;
import io.outpost.place.PlaceRejection;
import io.outpost.place.PlaceRow;
import io.outpost.place.Reading;
import io.outpost.place.TallyRow;
import io.outpost.place.TransitionRow;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the counts that places tell, and nothing else. */
final class Told implements PlaceOutput {
    private final Map<String, TallyRow> tallies = new HashMap<>();
    private final Map<String, Long> rejected = new TreeMap<>();

    TallyRow newestTally(String placeId) {
        return tallies.get(placeId);
    }

    Map<String, Long> rejectedByPlaces() {
        return rejected;
    }

    @Override
    public void tally(TallyRow row) {
        tallies.put(row.placeId(), row);
    }

    @Override
    public void rejected(PlaceRejection reason, Reading reading) {
        rejected.merge(reason.name(), 1L, Long::sum);
    }

    @Override
    public void pane(PaneRow row) {}

    @Override
    public void transition(TransitionRow row) {}

    @Override
    public void episode(EpisodeRow row) {}

    @Override
    public void alert(AlertRow row) {}

    @Override
    public void place(PlaceRow row) {}

    @Override
    public void late(String placeId, long clockMillis, Reading reading) {}
}
