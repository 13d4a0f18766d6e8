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
        Buckets days = LocalDays.of(vienna, at("2013-01-01T00:00:00Z"), at("2014-01-01T00:00:00Z"));
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
        assertEquals(Tier.MINUTE, LocalDays.of(ZoneId.of("Asia/Kathmandu"), winter, summer).tier());
        // Half an hour of summer time, on both sides of a whole hour.
        assertEquals(
                Tier.MINUTE, LocalDays.of(ZoneId.of("Australia/Lord_Howe"), winter, summer).tier());
    }

    private static Buckets even(Duration width, Duration offset) {
        return new EvenBuckets(width, offset);
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }
}
