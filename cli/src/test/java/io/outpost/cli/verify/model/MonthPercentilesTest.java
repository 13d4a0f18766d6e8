package io.outpost.cli.verify.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonthPercentilesTest {
    private static final long HOUR = HourInput.HOUR_MILLIS;
    private static final long DAY = 24 * HOUR;
    private static final long JUNE = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();

    private final MonthPercentiles percentiles = new MonthPercentiles();

    /** 20 days are learned on the first day that is more than 8 days behind the last of them. */
    @Test
    void judgesByTheMonthOnceTwentyDaysOfItAreEightDaysOld() {
        put(JUNE, 480, hour -> 1);
        assertEquals(FlowLevels.USUAL, percentiles.levels(JUNE + 28 * DAY - HOUR));
        FlowLevels learned = percentiles.levels(JUNE + 28 * DAY);
        // A flow of 1 is the lowest of bin 80.
        double edge = 1e-4 * StrictMath.pow(10, 81 / 20.0);
        assertEquals(new FlowLevels(edge, edge, edge, true), learned);
        assertEquals(FlowLevels.USUAL, percentiles.levels(JUNE + 30 * DAY), "July");
    }

    @Test
    void judgesByAllMonthsWhereTheMonthIsNew() {
        put(JUNE, 2159, hour -> 1);
        assertFalse(percentiles.levels(JUNE + 190 * DAY).areLearned());
        percentiles.put(JUNE + 2159 * HOUR, 1);
        assertEquals(
                1e-4 * StrictMath.pow(10, 81 / 20.0), percentiles.levels(JUNE + 190 * DAY).high());
    }

    /** Of 1000 hours, 760 in bin 40, 140 in 60, 90 in 80, 10 in 100: each upper edge is reached. */
    @Test
    void takesTheFirstBinUpToWhichSoManyPercentLie() {
        long year = 365 * DAY;
        put(JUNE, 600, hour -> 0.0105);
        put(JUNE + year, 160, hour -> 0.0105);
        put(JUNE + year + 160 * HOUR, 140, hour -> 0.105);
        put(JUNE + year + 300 * HOUR, 90, hour -> 1.05);
        put(JUNE + year + 390 * HOUR, 10, hour -> 10.5);
        FlowLevels levels = percentiles.levels(JUNE + 731 * DAY);
        assertEquals(edge(40), levels.elevated());
        assertEquals(edge(60), levels.high());
        assertEquals(edge(80), levels.veryHigh());
        put(JUNE + year + 400 * HOUR, 1, hour -> 10.5);
        assertEquals(edge(60), percentiles.levels(JUNE + 731 * DAY).elevated(), "760 of 1001");
    }

    @ParameterizedTest
    @CsvSource({"0, 0.01", "1e-9, 0.01", "0.0099, 0.01", "0.0101, 0.011220184543019636"})
    void isAtLeastAHundredth(double flow, double level) {
        put(JUNE, 480, hour -> flow);
        assertEquals(level, percentiles.levels(JUNE + 28 * DAY).elevated(), 1e-15);
    }

    @Test
    void takesWhatLiesBeyondTheBins() {
        put(JUNE, 480, hour -> 1e4);
        assertEquals(100, percentiles.levels(JUNE + 28 * DAY).elevated(), 1e-12);
    }

    @Test
    void judgesAnewByAnHourThatHasBecomeAnother() {
        put(JUNE, 480, hour -> 1);
        assertEquals(edge(80), percentiles.levels(JUNE + 28 * DAY).veryHigh());
        put(JUNE, 5, hour -> 10.5);
        assertEquals(edge(100), percentiles.levels(JUNE + 28 * DAY).veryHigh());
    }

    @Test
    void forgettingHoursChangesNothing() {
        MonthPercentiles kept = new MonthPercentiles();
        for (int hour = 0; hour < 100 * 24; hour++) {
            double flow = 0.01 + hour % 97 / 10.0;
            long start = JUNE + hour * HOUR;
            kept.put(start, flow);
            percentiles.put(start, flow);
            percentiles.forgetBefore(start / DAY * DAY - 7 * DAY);
            assertEquals(kept.levels(start), percentiles.levels(start));
        }
        assertEquals(true, kept.levels(JUNE + 100 * DAY).areLearned());
    }

    private static double edge(int bin) {
        return 1e-4 * StrictMath.pow(10, (bin + 1) / 20.0);
    }

    private void put(long from, int hours, LongToDoubleFunction flow) {
        for (int hour = 0; hour < hours; hour++) {
            percentiles.put(from + hour * HOUR, flow.applyAsDouble(hour));
        }
    }
}
