package io.outpost.api.preference;

import java.time.Instant;

/**
 * A time in which a preference held at a place, as it holds now. Its columns are mapped onto it by
 * their names.
 *
 * @param endedAt null: it is open
 * @param level how urgent it is, or was last
 */
public record PreferenceEpisode(
        String episodeId,
        String placeId,
        Instant startedAt,
        Instant endedAt,
        String level,
        String peakLevel,
        Instant asOf,
        long revision) {}
