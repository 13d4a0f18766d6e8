package io.outpost.api.series;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class BucketsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void areReadFromTheWidestPanesThatFit() {
        assertEquals(Tier.DAY, even(DAY, Duration.ZERO).tier());
        assertEquals(Tier.HOUR, even(DAY, HOUR.multipliedBy(9)).tier());
        assertEquals(Tier.HOUR, even(HOUR.multipliedBy(6), Duration.ZERO).tier());
        assertEquals(Tier.MINUTE, even(HOUR, Duration.ofMinutes(30)).tier());
        assertEquals(Tier.MINUTE, even(Duration.ofMinutes(15), Duration.ZERO).tier());
    }

    @Test
    void areAlignedToUtcAlsoBefore1970() {
        Buckets quarters = even(Duration.ofMinutes(15), Duration.ZERO);
        assertEquals(at("1969-12-31T23:45:00Z"), quarters.floor(at("1969-12-31T23:59:59Z")));
        assertEquals(at("1970-01-01T00:00:00Z"), quarters.ceiling(at("1969-12-31T23:45:01Z")));
        assertEquals(at("1969-12-31T23:45:00Z"), quarters.ceiling(at("1969-12-31T23:45:00Z")));
    }

    @Test
    void localDaysAreShorterAndLongerWhenClocksChange() {
        ZoneId vienna = ZoneId.of("Europe/Vienna");
        Buckets days =
                CalendarBuckets.of(
                        vienna,
                        CalendarUnit.DAY,
                        at("2013-01-01T00:00:00Z"),
                        at("2014-01-01T00:00:00Z"));
        assertEquals(Tier.HOUR, days.tier());
        Instant spring = days.floor(at("2013-03-31T12:00:00Z"));
        assertEquals(Duration.ofHours(23), Duration.between(spring, days.next(spring)));
        Instant autumn = days.floor(at("2013-10-27T12:00:00Z"));
        assertEquals(Duration.ofHours(25), Duration.between(autumn, days.next(autumn)));
    }

    @Test
    void zonesThatAreNotWholeHoursFromUtcAreReadFromMinutes() {
        Instant winter = at("2013-01-01T00:00:00Z");
        Instant summer = at("2013-07-01T00:00:00Z");
        assertEquals(Tier.MINUTE, days("Asia/Kathmandu", winter, summer).tier());
        // Half an hour of summer time, on both sides of a whole hour.
        assertEquals(Tier.MINUTE, days("Australia/Lord_Howe", winter, summer).tier());
    }

    @Test
    void weeksBeginOnMondayAndMonthsOnTheFirstOfTheirZone() {
        ZoneId newYork = ZoneId.of("America/New_York");
        Instant start = at("2013-03-01T00:00:00Z");
        Buckets weeks = CalendarBuckets.of(newYork, CalendarUnit.WEEK, start, start);
        // Sunday evening there; clocks went forward on the 10th.
        assertEquals(at("2013-03-04T05:00:00Z"), weeks.floor(at("2013-03-11T03:00:00Z")));
        assertEquals(at("2013-03-11T04:00:00Z"), weeks.next(at("2013-03-04T05:00:00Z")));
        Buckets months = CalendarBuckets.of(newYork, CalendarUnit.MONTH, start, start);
        assertEquals(at("2013-02-01T05:00:00Z"), months.floor(start));
        assertEquals(at("2013-03-01T05:00:00Z"), months.ceiling(start));
        assertEquals(at("2013-04-01T04:00:00Z"), months.next(at("2013-03-01T05:00:00Z")));
        assertEquals(31 * 24 + 2, months.maxPanes(Tier.HOUR));
    }

    @Test
    void monthsOfUtcAreReadFromDays() {
        Instant day = at("2013-07-01T00:00:00Z");
        assertEquals(
                Tier.DAY,
                CalendarBuckets.of(ZoneId.of("UTC"), CalendarUnit.MONTH, day, day).tier());
    }

    private static Buckets days(String zone, Instant from, Instant to) {
        return CalendarBuckets.of(ZoneId.of(zone), CalendarUnit.DAY, from, to);
    }

    private static Buckets even(Duration width, Duration offset) {
        return new EvenBuckets(width, offset);
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }
}
