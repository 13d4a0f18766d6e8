package io.outpost.api.series;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Days, weeks or months of the calendar of a time zone, put together from hours, or from minutes
 * where the zone is not whole hours from UTC; those of UTC itself from days.
 */
record CalendarBuckets(ZoneId zone, CalendarUnit unit, Tier tier) implements Buckets {

    static CalendarBuckets of(ZoneId zone, CalendarUnit unit, Instant from, Instant to) {
        ZoneRules rules = zone.getRules();
        boolean isUtc = rules.isFixedOffset() && rules.getOffset(from).equals(ZoneOffset.UTC);
        Tier local = wholeHours(rules, from, to) ? Tier.HOUR : Tier.MINUTE;
        return new CalendarBuckets(zone, unit, isUtc ? Tier.DAY : local);
    }

    @Override
    public Instant floor(Instant instant) {
        return start(unit.floor(instant.atZone(zone).toLocalDate()));
    }

    @Override
    public Instant next(Instant start) {
        return start(unit.next(unit.floor(start.atZone(zone).toLocalDate())));
    }

    @Override
    public Duration width() {
        return unit.usual();
    }

    @Override
    public int maxPanes(Tier tier) {
        return (int) unit.longest().dividedBy(tier.width());
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
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
