package io.outpost.api.condition;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/**
 * A revision of a change of a condition: at an event time, with its reasons, and as of when it was
 * known. The writer epoch orders revisions and is not shown.
 */
record Transition(
        String condition,
        Instant at,
        String fromState,
        String state,
        String level,
        String episodeId,
        List<Driver> drivers,
        Instant asOf,
        long revision,
        boolean retracted,
        @JsonIgnore long writerEpoch) {}
