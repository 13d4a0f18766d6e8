package io.outpost.api.place;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;

/**
 * A place as stored: its registered parameters, if any, and what became of its records, if any.
 * Degrees, metres, seconds.
 */
public record Place(
        String placeId,
        String name,
        Double latitude,
        Double longitude,
        Double elevationMetres,
        String timeZone,
        Integer staleAfterSeconds,
        String surface,
        String streamSize,
        Double aspectDegrees,
        Double windHeightMetres,
        String attribution,
        boolean registered,
        Instant latestAt,
        Counters counters,
        Instant asOf,
        long revision) {

    /**
     * What became of the place's records; flagged counts left-out values by quantity and reason.
     */
    public record Counters(
            long records,
            long accepted,
            long duplicate,
            long conflict,
            long late,
            long rejected,
            long waiting,
            long hourTierOnly,
            long rewrites,
            @JsonRawValue String flagged) {}
}
