package io.outpost.cli.replay.core;

import io.outpost.place.AlertRow;
import io.outpost.place.DeadLetter;
import io.outpost.place.EpisodeRow;
import io.outpost.place.LateReading;
import io.outpost.place.PaneRow;
import io.outpost.place.PlaceOutput;
import io.outpost.place.PlaceRow;
import io.outpost.place.TallyRow;
import io.outpost.place.TransitionRow;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the newest counters that places emit and their rejections by reason, and nothing else. */
final class EmittedCounters implements PlaceOutput {
    private final Map<String, TallyRow> newest = new HashMap<>();
    private final Map<String, Long> rejected = new TreeMap<>();

    TallyRow newest(String placeId) {
        return newest.get(placeId);
    }

    Map<String, Long> rejectedByPlaces() {
        return rejected;
    }

    @Override
    public void tally(TallyRow row) {
        newest.put(row.placeId(), row);
    }

    @Override
    public void rejected(DeadLetter letter) {
        rejected.merge(letter.reason().name(), 1L, Long::sum);
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
    public void late(LateReading late) {}
}
