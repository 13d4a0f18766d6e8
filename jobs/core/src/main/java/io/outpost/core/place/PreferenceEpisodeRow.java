package io.outpost.core.place;

import io.outpost.core.condition.Episode;
import io.outpost.core.preference.PreferenceSubject;

/**
 * The state of an episode of a preference: a time in which it held.
 *
 * @param endedAtMillis 0 while it is open
 */
public record PreferenceEpisodeRow(
        String episodeId,
        String placeId,
        String preferenceId,
        long startedAtMillis,
        long endedAtMillis,
        String level,
        String peakLevel,
        boolean retracted,
        long revision,
        long asOfMillis)
        implements Emission {
    @Override
    public void to(PlaceOutput output) {
        output.preferenceEpisode(this);
    }

    static PreferenceEpisodeRow of(Place place, PreferenceSubject subject, Episode episode) {
        return new PreferenceEpisodeRow(
                Ids.episode(place.placeId, subject.name(), episode.startedAtMillis()),
                place.placeId,
                subject.preferenceId(),
                episode.startedAtMillis(),
                episode.endedAtMillis(),
                PreferenceAlertRow.levelName(episode.level()),
                PreferenceAlertRow.levelName(episode.peakLevel()),
                episode.retracted(),
                place.clock.revision(),
                place.clock.lastEventMillis());
    }
}
