package io.outpost.api.alert;

import io.outpost.api.condition.Driver;
import java.time.Instant;
import java.util.List;

/**
 * An alert as it was sent to the topic of alerts; provisional: raised by silence, to be confirmed
 * or retracted. Its columns are mapped onto it by their names.
 */
public record Alert(
        String alertId,
        String episodeId,
        String kind,
        String placeId,
        String subject,
        Instant at,
        Instant startedAt,
        Instant endedAt,
        String level,
        String peakLevel,
        List<Driver> drivers,
        boolean provisional,
        Instant asOf,
        long revision) {}
