package io.outpost.api.preference;

import io.outpost.api.condition.Driver;
import java.time.Instant;
import java.util.List;

/**
 * An alert of a preference, as it was sent to the topic of alerts. Its columns are mapped onto it
 * by their names.
 *
 * @param drivers the score, then the value of each leaf; empty of a silence
 */
public record PreferenceAlert(
        String alertId,
        String episodeId,
        String kind,
        String placeId,
        Instant at,
        Instant startedAt,
        Instant endedAt,
        String level,
        String peakLevel,
        List<Driver> drivers,
        Instant asOf,
        long revision) {}
