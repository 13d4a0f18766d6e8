package io.outpost.api.condition;

import java.time.Instant;
import java.util.List;

/**
 * A change of a condition that holds: at an event time, with its reasons, and as of when it was
 * known.
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
        long revision) {}
