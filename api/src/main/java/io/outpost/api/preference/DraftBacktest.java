package io.outpost.api.preference;

import io.outpost.api.condition.ConditionLevels;
import io.outpost.api.place.Freshness;
import io.outpost.api.place.Place;
import io.outpost.api.series.PaneHistory;
import io.outpost.api.series.TimeRange;
import io.outpost.core.condition.Condition;
import io.outpost.core.preference.Backtest;
import io.outpost.core.preference.Signal;
import io.outpost.core.preference.Signal.Source;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Runs drafts over what is stored of a place, by the classes of the job. */
final class DraftBacktest {

    private final PaneHistory panes;
    private final ConditionLevels levels;

    DraftBacktest(PaneHistory panes, ConditionLevels levels) {
        this.panes = panes;
        this.levels = levels;
    }

    /** From the first pane of the range on: what was before it is not known. */
    PlaceBacktest run(Draft draft, Place place, TimeRange range) {
        PaneHistory.History history =
                panes.read(
                        place.placeId(),
                        draft.cadence(),
                        range,
                        draft.signals(),
                        Duration.ofSeconds(staleAfterSeconds(place)));
        for (Signal signal : draft.signals()) {
            if (signal.source() == Source.CONDITION) {
                history.series().with(signal, levels(signal, draft, place, history.startMillis()));
            }
        }
        ZoneId zone = place.timeZone() == null ? ZoneOffset.UTC : ZoneId.of(place.timeZone());
        Backtest.Result result = Backtest.run(draft.preference(), history.series(), zone);
        return PlaceBacktest.of(place, zone, range, history.startMillis(), result, draft.cadence());
    }

    private double[] levels(Signal signal, Draft draft, Place place, long[] startMillis) {
        return levels.at(
                place.placeId(),
                Condition.ofCode(signal.code()),
                startMillis,
                PaneHistory.width(draft.cadence()));
    }

    private static int staleAfterSeconds(Place place) {
        return place.staleAfterSeconds() == null
                ? Freshness.DEFAULT_STALE_AFTER_SECONDS
                : place.staleAfterSeconds();
    }
}
