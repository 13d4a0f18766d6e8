package io.outpost.api.condition;

import java.time.Instant;
import java.util.List;

/**
 * The state of a condition since its newest change, with the reasons of that change and the open or
 * just ended episode.
 */
record CurrentCondition(
        String condition,
        String state,
        String level,
        Instant since,
        List<Driver> drivers,
        Episode episode,
        Instant asOf,
        long revision) {

    /** The time in which a condition holds; open while endedAt is null. */
    record Episode(
            String episodeId, Instant startedAt, Instant endedAt, String level, String peakLevel) {}
}
