package io.outpost.place;

import io.outpost.condition.AlertKind;
import io.outpost.condition.Change;
import io.outpost.condition.Driver;
import io.outpost.condition.Episode;
import io.outpost.condition.Revision;
import java.util.Arrays;
import java.util.List;

/** Puts what a place has to tell into rows: names, ids, revision. */
final class Announcer {
    private final Conditions conditions;
    private final PlaceOutput output;

    Announcer(Conditions conditions, PlaceOutput output) {
        this.conditions = conditions;
        this.output = output;
    }

    void pane(
            PlaceState place, Tier tier, long startMillis, Pane pane, List<RollingMeans> rolling) {
        output.pane(PaneRow.of(place, tier, startMillis, pane, rolling));
    }

    void pane(PlaceState place, long quarterStartMillis, RollingMeans rolling) {
        output.pane(PaneRow.ofRolling(place, quarterStartMillis, rolling));
    }

    void tally(PlaceState place) {
        place.tally.changed = false;
        output.tally(TallyRow.of(place));
    }

    /** Tells the difference between what was told of a span and what is known of it now. */
    void revise(PlaceState place, List<Change> told, List<Change> known) {
        if (told.isEmpty() && known.isEmpty()) {
            return;
        }
        new Revision(told, known, Arrays.asList(place.conditions))
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

    /** Tells of a place that has fallen silent, or that a silence is over. */
    void noData(PlaceState place, AlertKind kind, long startedAtMillis, long endedAtMillis) {
        String episodeId = Ids.episode(place.placeId, NO_DATA, startedAtMillis);
        output.alert(
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
                        place.clock.asOfMillis()));
    }

    private static final String NO_DATA = "NO_DATA";

    private void transition(PlaceState place, Change change, boolean retracted) {
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
                        place.clock.asOfMillis()));
    }

    private void episode(PlaceState place, Episode episode) {
        output.episode(
                new EpisodeRow(
                        episodeId(place, episode),
                        place.placeId,
                        episode.condition().name(),
                        episode.startedAtMillis(),
                        episode.endedAtMillis(),
                        conditions.levelName(episode.condition(), episode.level()),
                        conditions.levelName(episode.condition(), episode.peakLevel()),
                        episode.retracted(),
                        place.clock.revision(),
                        place.clock.asOfMillis()));
    }

    private void alert(
            PlaceState place,
            AlertKind kind,
            long atMillis,
            Episode episode,
            List<Driver> drivers) {
        String episodeId = episodeId(place, episode);
        output.alert(
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
                        place.clock.asOfMillis()));
    }

    private static String episodeId(PlaceState place, Episode episode) {
        return Ids.episode(place.placeId, episode.condition().name(), episode.startedAtMillis());
    }
}
