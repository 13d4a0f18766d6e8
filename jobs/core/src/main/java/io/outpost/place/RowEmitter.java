package io.outpost.place;

import io.outpost.condition.AlertKind;
import io.outpost.condition.Change;
import io.outpost.condition.Driver;
import io.outpost.condition.Episode;
import io.outpost.condition.Revision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes rows of what a place emits: names, ids, revision. Episodes and alerts of one event are
 * handed out by {@link #endEvent}, alerts in the order of event time.
 */
final class RowEmitter {
    private static final String NO_DATA = "NO_DATA";
    private static final List<String> ORDER =
            List.of("BEGAN", "CHANGED", "CORRECTED", "ENDED", "RETRACTED");
    private static final Comparator<AlertRow> IN_EVENT_TIME =
            Comparator.comparingLong(AlertRow::atMillis)
                    .thenComparingInt(alert -> ORDER.indexOf(alert.kind()));

    private final Conditions conditions;
    private final PlaceOutput output;
    private final List<AlertRow> alerts = new ArrayList<>();
    private final Map<String, EpisodeRow> episodes = new LinkedHashMap<>();

    RowEmitter(Conditions conditions, PlaceOutput output) {
        this.conditions = conditions;
        this.output = output;
    }

    void pane(Place place, Tier tier, long startMillis, Pane pane, List<RollingMeans> rolling) {
        output.pane(PaneRow.of(place, tier, startMillis, pane, rolling));
    }

    void pane(Place place, long quarterStartMillis, RollingMeans rolling) {
        output.pane(PaneRow.ofRolling(place, quarterStartMillis, rolling));
    }

    void tally(Place place) {
        place.tally.unsentSinceMillis = Place.NONE;
        output.tally(TallyRow.of(place));
    }

    /** Emits the difference between what was emitted of a span and what is known of it now. */
    void revise(Place place, List<Change> emitted, List<Change> known) {
        if (emitted.isEmpty() && known.isEmpty()) {
            return;
        }
        new Revision(emitted, known, Arrays.asList(place.conditions))
                .tell(
                        new Revision.Listener() {
                            @Override
                            public void onTransition(Change change, boolean retracted) {
                                transition(place, change, retracted);
                            }

                            @Override
                            public void onAlert(
                                    AlertKind kind,
                                    long atMillis,
                                    Episode episode,
                                    List<Driver> drivers) {
                                episode(place, episode);
                                alert(place, kind, atMillis, episode, drivers);
                            }
                        });
    }

    /** An alert that a place has fallen silent, or that a silence is over. */
    void noData(Place place, AlertKind kind, long startedAtMillis, long endedAtMillis) {
        String episodeId = Ids.episode(place.placeId, NO_DATA, startedAtMillis);
        alerts.add(
                new AlertRow(
                        Ids.alert(episodeId, kind.name(), place.clock.revision()),
                        episodeId,
                        kind.name(),
                        place.placeId,
                        NO_DATA,
                        kind == AlertKind.BEGAN ? startedAtMillis : endedAtMillis,
                        startedAtMillis,
                        kind == AlertKind.ENDED ? endedAtMillis : 0,
                        null,
                        new Driver[0],
                        kind == AlertKind.BEGAN,
                        place.clock.revision(),
                        place.clock.lastEventMillis()));
    }

    /** Emits the episodes of an event, each as it left them, and its alerts. */
    void endEvent() {
        if (alerts.isEmpty()) {
            return;
        }
        episodes.values().forEach(output::episode);
        episodes.clear();
        alerts.sort(IN_EVENT_TIME);
        alerts.forEach(output::alert);
        alerts.clear();
    }

    private void transition(Place place, Change change, boolean retracted) {
        boolean inEpisode = change.episodeStartedAtMillis() != 0;
        output.transition(
                new TransitionRow(
                        place.placeId,
                        change.condition().name(),
                        change.atMillis(),
                        change.from().name(),
                        change.to().name(),
                        conditions.levelName(change.condition(), change.level()),
                        inEpisode
                                ? Ids.episode(
                                        place.placeId,
                                        change.condition().name(),
                                        change.episodeStartedAtMillis())
                                : null,
                        change.drivers().toArray(Driver[]::new),
                        retracted,
                        place.clock.revision(),
                        place.clock.lastEventMillis()));
    }

    private void episode(Place place, Episode episode) {
        String id = episodeId(place, episode);
        episodes.put(
                id,
                new EpisodeRow(
                        id,
                        place.placeId,
                        episode.condition().name(),
                        episode.startedAtMillis(),
                        episode.endedAtMillis(),
                        conditions.levelName(episode.condition(), episode.level()),
                        conditions.levelName(episode.condition(), episode.peakLevel()),
                        episode.retracted(),
                        place.clock.revision(),
                        place.clock.lastEventMillis()));
    }

    private void alert(
            Place place, AlertKind kind, long atMillis, Episode episode, List<Driver> drivers) {
        String episodeId = episodeId(place, episode);
        alerts.add(
                new AlertRow(
                        Ids.alert(episodeId, kind.name(), place.clock.revision()),
                        episodeId,
                        kind.name(),
                        place.placeId,
                        episode.condition().name(),
                        atMillis,
                        episode.startedAtMillis(),
                        episode.endedAtMillis(),
                        conditions.levelName(episode.condition(), episode.level()),
                        drivers.toArray(Driver[]::new),
                        false,
                        place.clock.revision(),
                        place.clock.lastEventMillis()));
    }

    private static String episodeId(Place place, Episode episode) {
        return Ids.episode(place.placeId, episode.condition().name(), episode.startedAtMillis());
    }
}
