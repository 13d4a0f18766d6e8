package io.outpost.api.series;

import java.time.Duration;
import java.time.Instant;

/**
 * The widths of stored panes, each with its table; panes are aligned to UTC and labelled by their
 * start.
 */
enum Tier {
    MINUTE("outpost.minute_aggregates", Duration.ofMinutes(1)),
    HOUR("outpost.hour_aggregates", Duration.ofHours(1)),
    DAY("outpost.day_aggregates", Duration.ofDays(1));

    private final String table;
    private final Duration width;

    Tier(String table, Duration width) {
        this.table = table;
        this.width = width;
    }

    String table() {
        return table;
    }

    Duration width() {
        return width;
    }

    Instant floor(Instant instant) {
        long seconds = width.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
    }

    /** The first start of a pane at or after the instant. */
    Instant ceiling(Instant instant) {
        Instant floor = floor(instant);
        return floor.equals(instant) ? floor : floor.plus(width);
    }
}
