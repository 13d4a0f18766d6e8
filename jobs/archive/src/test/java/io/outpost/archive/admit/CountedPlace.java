package io.outpost.archive.admit;

import io.outpost.core.place.AlertRow;
import io.outpost.core.place.Conditions;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.EpisodeRow;
import io.outpost.core.place.LateReading;
import io.outpost.core.place.ModelRow;
import io.outpost.core.place.PaneRow;
import io.outpost.core.place.Place;
import io.outpost.core.place.PlaceBounds;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceKeeper;
import io.outpost.core.place.PlaceOutput;
import io.outpost.core.place.PlaceRow;
import io.outpost.core.place.PreferenceAlertRow;
import io.outpost.core.place.PreferenceEpisodeRow;
import io.outpost.core.place.PreferenceRow;
import io.outpost.core.place.Reading;
import io.outpost.core.place.TransitionRow;
import java.time.Duration;

/** A place as the conditions job keeps it, of which only the counters are looked at. */
final class CountedPlace implements PlaceOutput {
    /** After that time without a record the counters are emitted. */
    static final Duration COUNTERS_AFTER = Duration.ofMinutes(1);

    private final Place place = new Place("trailhead");
    private final PlaceKeeper keeper;
    private CountersRow counters;

    CountedPlace(Conditions conditions, PlaceBounds bounds) {
        keeper = new PlaceKeeper(conditions, bounds, this);
    }

    /** Applies a reading, and answers with the counters after it. */
    CountersRow observe(Reading reading) {
        keeper.apply(place, PlaceInput.of(place.placeId(), reading));
        keeper.advance(place, reading.receivedAtMillis() + COUNTERS_AFTER.toMillis());
        return counters;
    }

    @Override
    public void counters(CountersRow row) {
        counters = row;
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

    @Override
    public void rejected(DeadLetter letter) {}
}
