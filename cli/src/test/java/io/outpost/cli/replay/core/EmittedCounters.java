package io.outpost.cli.replay.core;

import io.outpost.core.place.AlertRow;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.EpisodeRow;
import io.outpost.core.place.LateReading;
import io.outpost.core.place.ModelRow;
import io.outpost.core.place.PaneRow;
import io.outpost.core.place.PlaceOutput;
import io.outpost.core.place.PlaceRow;
import io.outpost.core.place.PreferenceAlertRow;
import io.outpost.core.place.PreferenceEpisodeRow;
import io.outpost.core.place.PreferenceRow;
import io.outpost.core.place.TransitionRow;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the newest counters that places emit and their rejections by reason, and nothing else. */
final class EmittedCounters implements PlaceOutput {
    private final Map<String, CountersRow> newest = new HashMap<>();
    private final Map<String, Long> rejected = new TreeMap<>();

    CountersRow newest(String placeId) {
        return newest.get(placeId);
    }

    Map<String, Long> rejectedByPlaces() {
        return rejected;
    }

    @Override
    public void counters(CountersRow row) {
        newest.put(row.placeId(), row);
    }

    @Override
    public void rejected(DeadLetter letter) {
        rejected.merge(letter.reason().name(), 1L, Long::sum);
    }

    @Override
    public void pane(PaneRow row) {}

    @Override
    public void model(ModelRow row) {}

    @Override
    public void transition(TransitionRow row) {}

    @Override
    public void episode(EpisodeRow row) {}

    @Override
    public void alert(AlertRow row) {}

    @Override
    public void preference(PreferenceRow row) {}

    @Override
    public void preferenceEpisode(PreferenceEpisodeRow row) {}

    @Override
    public void preferenceAlert(PreferenceAlertRow row) {}

    @Override
    public void place(PlaceRow row) {}

    @Override
    public void late(LateReading late) {}
}
