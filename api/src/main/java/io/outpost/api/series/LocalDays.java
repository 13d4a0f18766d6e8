package io.outpost.api.series;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Calendar days of a time zone, put together from hours, or from minutes where the zone is not
 * whole hours from UTC.
 */
record LocalDays(ZoneId zone, Tier tier) implements Buckets {

    private static final Duration LONGEST_DAY = Duration.ofHours(26);

    static LocalDays of(ZoneId zone, Instant from, Instant to) {
        return new LocalDays(zone, wholeHours(zone.getRules(), from, to) ? Tier.HOUR : Tier.MINUTE);
    }

    @Override
    public Instant floor(Instant instant) {
        return instant.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }

    @Override
    public Instant next(Instant start) {
        return start.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }

    @Override
    public Duration width() {
        return Duration.ofDays(1);
    }

    @Override
    public int maxPanes(Tier tier) {
        return (int) LONGEST_DAY.dividedBy(tier.width());
    }

    private static boolean wholeHours(ZoneRules rules, Instant from, Instant to) {
        if (!isWholeHours(rules.getOffset(from))) {
            return false;
        }
        ZoneOffsetTransition change = rules.nextTransition(from);
        while (change != null && change.getInstant().isBefore(to)) {
            if (!isWholeHours(change.getOffsetAfter())) {
                return false;
            }
            change = rules.nextTransition(change.getInstant());
        }
        return true;
    }

    private static boolean isWholeHours(ZoneOffset offset) {
        return offset.getTotalSeconds() % 3600 == 0;
    }
}
