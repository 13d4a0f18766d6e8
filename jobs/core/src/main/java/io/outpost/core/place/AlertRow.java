package io.outpost.core.place;

import io.outpost.core.condition.AlertKind;
import io.outpost.core.condition.Driver;
import io.outpost.core.condition.Episode;
import java.util.List;

/**
 * An alert.
 *
 * @param endedAtMillis 0 while the episode is open
 * @param level null where the subject has none
 * @param peakLevel the highest of the episode so far; null where the subject has none
 */
public record AlertRow(
        String alertId,
        String episodeId,
        String kind,
        String placeId,
        String subject,
        long atMillis,
        long startedAtMillis,
        long endedAtMillis,
        String level,
        String peakLevel,
        Driver[] drivers,
        boolean provisional,
        long revision,
        long asOfMillis)
        implements Emission {
    private static final String NO_DATA = "NO_DATA";

    @Override
    public void to(PlaceOutput output) {
        output.alert(this);
    }

    /** An alert of an episode of a condition. */
    static AlertRow of(
            Place place,
            AlertKind kind,
            long atMillis,
            Episode episode,
            List<Driver> drivers,
            Conditions conditions) {
        String subject = episode.subject().name();
        String episodeId = Ids.episode(place.placeId, subject, episode.startedAtMillis());
        return new AlertRow(
                Ids.alert(episodeId, kind.name(), place.clock.revision()),
                episodeId,
                kind.name(),
                place.placeId,
                subject,
                atMillis,
                episode.startedAtMillis(),
                episode.endedAtMillis(),
                conditions.levelName(episode.subject(), episode.level()),
                conditions.levelName(episode.subject(), episode.peakLevel()),
                drivers.toArray(Driver[]::new),
                false,
                place.clock.revision(),
                place.clock.lastEventMillis());
    }

    /** An alert that a place has fallen silent, or that a silence is over. */
    static AlertRow ofNoData(
            Place place, AlertKind kind, long startedAtMillis, long endedAtMillis) {
        String episodeId = Ids.episode(place.placeId, NO_DATA, startedAtMillis);
        return new AlertRow(
                Ids.alert(episodeId, kind.name(), place.clock.revision()),
                episodeId,
                kind.name(),
                place.placeId,
                NO_DATA,
                kind == AlertKind.BEGAN ? startedAtMillis : endedAtMillis,
                startedAtMillis,
                kind == AlertKind.ENDED ? endedAtMillis : 0,
                null,
                null,
                new Driver[0],
                kind == AlertKind.BEGAN,
                place.clock.revision(),
                place.clock.lastEventMillis());
    }
}
