package io.outpost.core.place;

import io.outpost.core.condition.AlertKind;
import io.outpost.core.condition.ConditionDiff;
import io.outpost.core.condition.Driver;
import io.outpost.core.condition.Episode;
import io.outpost.core.condition.Transition;
import io.outpost.core.model.HourReport;
import io.outpost.core.preference.PreferenceSubject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes rows of what a place emits: names, ids, revision. Episodes and alerts of one event are
 * handed out by {@link #endEvent}, alerts in the order of event time.
 */
final class RowEmitter {
    private static final List<String> ORDER =
            List.of("BEGAN", "CHANGED", "CORRECTED", "ENDED", "RETRACTED");
    private static final Comparator<Alert> IN_EVENT_TIME =
            Comparator.comparingLong(Alert::atMillis)
                    .thenComparingInt(alert -> ORDER.indexOf(alert.kind()));

    private final Conditions conditions;
    private final PlaceOutput output;
    private final List<Alert> alerts = new ArrayList<>();
    private final Map<String, Emission> episodes = new LinkedHashMap<>();

    /** An alert of a condition or of a preference, to be put in order. */
    private record Alert(long atMillis, String kind, Emission row) {}

    RowEmitter(Conditions conditions, PlaceOutput output) {
        this.conditions = conditions;
        this.output = output;
    }

    void pane(
            Place place,
            PaneWidth width,
            long startMillis,
            Pane pane,
            Rain rain,
            List<RollingMeans> rolling) {
        output.pane(PaneRow.of(place, width, startMillis, pane, rain, rolling));
    }

    void pane(Place place, long quarterStartMillis, RollingMeans rolling) {
        output.pane(PaneRow.ofRolling(place, quarterStartMillis, rolling));
    }

    /** What the models say of an hour. */
    void model(Place place, HourReport hour) {
        output.model(
                new ModelRow(
                        place.placeId,
                        hour.epochHour() * PaneWidth.HOUR.millis(),
                        hour.models(),
                        place.clock.revision(),
                        place.clock.lastEventMillis()));
    }

    void counters(Place place) {
        place.counters.unsentSinceMillis = Place.NONE;
        output.counters(CountersRow.of(place));
    }

    /** Emits the difference between what was emitted of a span and what is known of it now. */
    void revise(Place place, List<Transition> emitted, List<Transition> known) {
        if (emitted.isEmpty() && known.isEmpty()) {
            return;
        }
        new ConditionDiff(emitted, known, place::stateOf)
                .report(
                        new ConditionDiff.Listener() {
                            @Override
                            public void onTransition(Transition change, boolean retracted) {
                                transition(place, change, retracted);
                            }

                            @Override
                            public void onEpisode(Episode episode) {
                                episode(place, episode);
                            }

                            @Override
                            public void onAlert(
                                    AlertKind kind,
                                    long atMillis,
                                    Episode episode,
                                    List<Driver> drivers) {
                                alert(place, kind, atMillis, episode, drivers);
                            }
                        });
    }

    /** An alert that a place has fallen silent, or that a silence is over. */
    void noData(Place place, AlertKind kind, long startedAtMillis, long endedAtMillis) {
        AlertRow row = AlertRow.ofNoData(place, kind, startedAtMillis, endedAtMillis);
        alerts.add(new Alert(row.atMillis(), row.kind(), row));
    }

    /** Emits the episodes of an event, each as it left them, and its alerts. */
    void endEvent() {
        if (alerts.isEmpty() && episodes.isEmpty()) {
            return;
        }
        episodes.values().forEach(row -> row.to(output));
        episodes.clear();
        alerts.sort(IN_EVENT_TIME);
        alerts.forEach(alert -> alert.row().to(output));
        alerts.clear();
    }

    private void alert(
            Place place, AlertKind kind, long atMillis, Episode episode, List<Driver> drivers) {
        Emission row =
                episode.subject() instanceof PreferenceSubject preference
                        ? PreferenceAlertRow.of(place, preference, kind, atMillis, episode, drivers)
                        : AlertRow.of(place, kind, atMillis, episode, drivers, conditions);
        alerts.add(new Alert(atMillis, kind.name(), row));
    }

    /** Of a preference its episodes are emitted, and no more: it has no level without one. */
    private void transition(Place place, Transition change, boolean retracted) {
        if (change.subject() instanceof PreferenceSubject) {
            return;
        }
        boolean inEpisode = change.episodeStartedAtMillis() != 0;
        output.transition(
                new TransitionRow(
                        place.placeId,
                        change.subject().name(),
                        change.atMillis(),
                        change.from().name(),
                        change.to().name(),
                        conditions.levelName(change.subject(), change.shownLevel()),
                        inEpisode
                                ? Ids.episode(
                                        place.placeId,
                                        change.subject().name(),
                                        change.episodeStartedAtMillis())
                                : null,
                        change.drivers().toArray(Driver[]::new),
                        retracted,
                        place.clock.revision(),
                        place.clock.lastEventMillis()));
    }

    private void episode(Place place, Episode episode) {
        if (episode.subject() instanceof PreferenceSubject preference) {
            PreferenceEpisodeRow row = PreferenceEpisodeRow.of(place, preference, episode);
            episodes.put(row.episodeId(), row);
            return;
        }
        String id = Ids.episode(place.placeId, episode.subject().name(), episode.startedAtMillis());
        episodes.put(
                id,
                new EpisodeRow(
                        id,
                        place.placeId,
                        episode.subject().name(),
                        episode.startedAtMillis(),
                        episode.endedAtMillis(),
                        conditions.levelName(episode.subject(), episode.level()),
                        conditions.levelName(episode.subject(), episode.peakLevel()),
                        episode.retracted(),
                        place.clock.revision(),
                        place.clock.lastEventMillis()));
    }
}
