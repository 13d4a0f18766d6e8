package io.outpost.api.series;

import java.time.Duration;
import java.time.Instant;

/**
 * Buckets of one width, counted from 1970 in UTC and moved by an offset, both in whole seconds; the
 * panes fit those in whole minutes.
 */
record EvenBuckets(Duration width, Duration offset) implements Buckets {

    @Override
    public Tier tier() {
        if (divides(Tier.DAY)) {
            return Tier.DAY;
        }
        return divides(Tier.HOUR) ? Tier.HOUR : Tier.MINUTE;
    }

    @Override
    public Instant floor(Instant instant) {
        long shifted = instant.getEpochSecond() - offset.toSeconds();
        long start = Math.floorDiv(shifted, width.toSeconds()) * width.toSeconds();
        return Instant.ofEpochSecond(start + offset.toSeconds());
    }

    @Override
    public Instant next(Instant start) {
        return start.plus(width);
    }

    @Override
    public int maxPanes(Tier tier) {
        return (int) width.dividedBy(tier.width());
    }

    private boolean divides(Tier tier) {
        long pane = tier.width().toSeconds();
        return width.toSeconds() % pane == 0 && offset.toSeconds() % pane == 0;
    }
}
