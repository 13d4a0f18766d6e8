package io.outpost.api.condition;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the models say of their newest hour, and of what comes if it stays dry.
 *
 * @param values by the names of the columns
 */
record Models(
        Instant start,
        Instant end,
        Map<String, Double> values,
        Certain certain,
        List<ReadyBy> readyBy,
        List<Hour> outlook,
        Instant asOf,
        long revision) {

    /** Whether enough is known of the hours before. */
    record Certain(boolean mud, boolean highWater, boolean snowpack) {}

    /**
     * When a level is reached that does not hold yet.
     *
     * @param earliestAt null beyond 10 days; so latestAt
     */
    record ReadyBy(
            String condition,
            String level,
            Instant earliestAt,
            Instant latestAt,
            @JsonProperty("within_10_days") boolean within10Days) {}

    /** An hour of the outlook, as it ends. */
    record Hour(
            Instant at,
            double wetness,
            double flowMillimetresPerHour,
            double snowWaterEquivalentMillimetres) {}
}
