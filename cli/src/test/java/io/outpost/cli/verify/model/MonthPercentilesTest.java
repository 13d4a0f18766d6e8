package io.outpost.cli.verify.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MonthPercentilesTest {
    private static final long JUNE = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
    private static final long HOUR = HourInput.HOUR_MILLIS;
    private static final long DAY = 24 * HOUR;

    private final MonthPercentiles percentiles = new MonthPercentiles();

    @Test
    void learnsADayWhenItsEndIsSevenDaysBehindTheClock() {
        percentiles.put(JUNE + 23 * HOUR, 1);
        percentiles.learn(JUNE + 8 * DAY - 1);
        assertEquals(0, percentiles.hours(JUNE));
        assertEquals(Double.NaN, percentiles.percentile(JUNE, 1));
        percentiles.learn(JUNE + 8 * DAY);
        assertEquals(1, percentiles.hours(JUNE));
        assertEquals(1, percentiles.days());
    }

    @Test
    void learnsWhatStandsInTheEnd() {
        percentiles.put(JUNE, 50);
        percentiles.put(JUNE, 0.01);
        percentiles.learn(JUNE + 8 * DAY);
        assertEquals(1, percentiles.hours(JUNE));
        assertEquals(100, percentiles.percentile(JUNE, 1));
        assertThrows(IllegalArgumentException.class, () -> percentiles.put(JUNE + HOUR, 50));
    }

    @Test
    void knowsEachMonthOfTheYearByItself() {
        long july = JUNE + 30 * DAY;
        percentiles.put(JUNE, 0.01);
        percentiles.put(july, 10);
        percentiles.put(JUNE + 365 * DAY, 10);
        percentiles.learn(JUNE + 400 * DAY);
        assertEquals(2, percentiles.hours(JUNE));
        assertEquals(1, percentiles.hours(july));
        assertEquals(50, percentiles.percentile(JUNE, 1));
        assertEquals(0, percentiles.percentile(july, 1));
        assertEquals(3, percentiles.days());
    }

    @Test
    void tellsTheShareBelowWithinTheWidthOfABin() {
        for (int hour = 0; hour < 500; hour++) {
            percentiles.put(JUNE + hour * HOUR, StrictMath.pow(10, -3 + hour / 125.0));
        }
        percentiles.learn(JUNE + Duration.ofDays(40).toMillis());
        for (double share : new double[] {0, 0.24, 0.5, 0.76, 0.9, 0.99, 1}) {
            double index = StrictMath.pow(10, -3 + share * 4);
            assertEquals(100 * share, percentiles.percentile(JUNE, index), 0.3);
        }
    }

    @Test
    void risesWithTheIndexAndTakesWhatLiesBeyondTheBins() {
        double[] learned = {0, 1e-9, 0.02, 0.021, 0.5, 99, 1e4};
        for (int hour = 0; hour < learned.length; hour++) {
            percentiles.put(JUNE + hour * HOUR, learned[hour]);
        }
        percentiles.learn(JUNE + 10 * DAY);
        assertEquals(7, percentiles.hours(JUNE));
        double last = percentiles.percentile(JUNE, 0);
        assertEquals(0, last);
        for (double index = 1e-5; index < 1e5; index *= 1.1) {
            double percentile = percentiles.percentile(JUNE, index);
            assertTrue(percentile >= last);
            last = percentile;
        }
        assertEquals(100, last);
    }
}
