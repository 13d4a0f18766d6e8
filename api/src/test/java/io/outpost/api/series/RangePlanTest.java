package io.outpost.api.series;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.api.series.RangePlan.Segment;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RangePlanTest {

    @Test
    void takesMinutesHoursDaysHoursMinutes() {
        assertEquals(
                List.of(
                        segment(Tier.MINUTE, "01T22:15", "01T23:00"),
                        segment(Tier.HOUR, "01T23:00", "02T00:00"),
                        segment(Tier.DAY, "02T00:00", "04T00:00"),
                        segment(Tier.HOUR, "04T00:00", "04T02:00"),
                        segment(Tier.MINUTE, "04T02:00", "04T02:30")),
                plan("01T22:15", "04T02:30", at("03T00:00"), at("04T01:00")));
    }

    @Test
    void behindTheNewestStoredPaneTheNarrowerOnesTakeOver() {
        assertEquals(
                List.of(
                        segment(Tier.DAY, "01T00:00", "02T00:00"),
                        segment(Tier.HOUR, "02T00:00", "02T05:00"),
                        segment(Tier.MINUTE, "02T05:00", "04T00:00")),
                plan("01T00:00", "04T00:00", at("01T00:00"), at("02T04:00")));
    }

    @Test
    void withoutWidePanesTakesMinutes() {
        assertEquals(
                List.of(
                        segment(Tier.MINUTE, "01T10:10", "01T11:00"),
                        segment(Tier.MINUTE, "01T11:00", "01T12:00")),
                plan("01T10:10", "01T12:00", null, null));
        assertEquals(
                List.of(segment(Tier.MINUTE, "01T10:10", "01T10:20")),
                plan("01T10:10", "01T10:20", null, null));
    }

    @Test
    void withinADayTakesHours() {
        assertEquals(
                List.of(
                        segment(Tier.MINUTE, "01T09:30", "01T10:00"),
                        segment(Tier.HOUR, "01T10:00", "01T12:00"),
                        segment(Tier.MINUTE, "01T12:00", "01T12:30")),
                plan("01T09:30", "01T12:30", null, at("01T11:00")));
    }

    @Test
    void coversEveryRangeOnceAndInOrder() {
        Instant start = at("01T21:58");
        for (int minutes = 1; minutes < 60 * 60; minutes += 7) {
            TimeRange range = new TimeRange(start, start.plusSeconds(60L * minutes));
            Instant day = newest(Tier.DAY, range);
            Instant hour = newest(Tier.HOUR, range);
            Instant reached = start;
            for (Segment segment : RangePlan.of(range, day, hour)) {
                assertEquals(reached, segment.from());
                reached = segment.to();
            }
            assertEquals(range.end(), reached);
        }
    }

    private static Instant newest(Tier tier, TimeRange range) {
        Instant last = tier.floor(range.end()).minus(tier.width());
        return last.isBefore(tier.ceiling(range.start())) ? null : last;
    }

    private static List<Segment> plan(
            String start, String end, Instant newestDay, Instant newestHour) {
        return RangePlan.of(new TimeRange(at(start), at(end)), newestDay, newestHour);
    }

    private static Segment segment(Tier tier, String from, String to) {
        return new Segment(tier, at(from), at(to));
    }

    private static Instant at(String dayAndTime) {
        return Instant.parse("2013-07-" + dayAndTime + ":00Z");
    }
}
