package io.outpost.core.place;

import io.outpost.core.condition.AlertKind;
import io.outpost.core.condition.Driver;
import io.outpost.core.condition.Episode;
import io.outpost.core.preference.PreferenceSubject;
import io.outpost.core.preference.Severity;
import java.util.List;

/**
 * An alert of a preference.
 *
 * @param endedAtMillis 0 while the episode is open
 * @param level name of the urgency, or its last one
 * @param peakLevel the highest of the episode so far
 * @param drivers the score, then the value of each leaf; empty of a silence
 */
public record PreferenceAlertRow(
        String alertId,
        String episodeId,
        String kind,
        String placeId,
        String preferenceId,
        long atMillis,
        long startedAtMillis,
        long endedAtMillis,
        String level,
        String peakLevel,
        Driver[] drivers,
        long revision,
        long asOfMillis)
        implements Emission {
    private static final List<String> LEVELS = Severity.names();

    @Override
    public void to(PlaceOutput output) {
        output.preferenceAlert(this);
    }

    static PreferenceAlertRow of(
            Place place,
            PreferenceSubject subject,
            AlertKind kind,
            long atMillis,
            Episode episode,
            List<Driver> drivers) {
        String episodeId = Ids.episode(place.placeId, subject.name(), episode.startedAtMillis());
        return new PreferenceAlertRow(
                Ids.alert(episodeId, kind.name(), place.clock.revision()),
                episodeId,
                kind.name(),
                place.placeId,
                subject.preferenceId(),
                atMillis,
                episode.startedAtMillis(),
                episode.endedAtMillis(),
                levelName(episode.level()),
                levelName(episode.peakLevel()),
                drivers.toArray(Driver[]::new),
                place.clock.revision(),
                place.clock.lastEventMillis());
    }

    /** Null for 0. */
    static String levelName(int level) {
        return level == 0 ? null : LEVELS.get(level - 1);
    }
}
