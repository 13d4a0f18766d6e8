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

    private static final String WATER_LEVEL = "water_level_metres";

    /** True when the newest change was judged by a measured water level, not by the models. */
    boolean isByWaterLevel() {
        return drivers.stream()
                .anyMatch(one -> one.measure().equals(WATER_LEVEL) && one.value() != null);
    }

    /** The time in which a condition holds; open while endedAt is null. */
    record Episode(
            String episodeId, Instant startedAt, Instant endedAt, String level, String peakLevel) {}
}
