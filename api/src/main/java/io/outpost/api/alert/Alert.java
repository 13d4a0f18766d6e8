package io.outpost.api.alert;

import io.outpost.api.condition.Driver;
import java.time.Instant;
import java.util.List;

/**
 * An alert as it was sent to the topic of alerts; provisional: told from silence, to be confirmed
 * or retracted.
 */
record Alert(
        String alertId,
        String episodeId,
        String kind,
        String placeId,
        String subject,
        Instant at,
        Instant startedAt,
        Instant endedAt,
        String level,
        List<Driver> drivers,
        boolean provisional,
        Instant asOf,
        long revision) {}
