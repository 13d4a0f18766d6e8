package io.outpost.cli.verify.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaugePercentilesTest {
    /** A level is reached a bin above. */
    private static final double ABOVE = 0.05;

    private static final long HOUR = HourInput.HOUR_MILLIS;
    private static final long DAY = 24 * HOUR;
    private static final long JUNE = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
    private static final long LEARNED = JUNE + 28 * DAY;

    private final GaugePercentiles percentiles = new GaugePercentiles();

    /** 20 days are learned on the first day that is more than 8 days behind the last of them. */
    @Test
    void judgesByTheMonthOnceTwentyDaysOfItAreEightDaysOld() {
        put(JUNE, 480, hour -> 1.02);
        assertNull(percentiles.levels(LEARNED - HOUR));
        assertLevels(1.05, 1.05, 1.05, LEARNED);
        assertNull(percentiles.levels(JUNE + 30 * DAY), "July");
    }

    @Test
    void judgesByAllMonthsWhereTheMonthIsNew() {
        put(JUNE, 2159, hour -> 1.02);
        assertNull(percentiles.levels(JUNE + 190 * DAY));
        percentiles.put(JUNE + 2159 * HOUR, 1.02);
        assertLevels(1.05, 1.05, 1.05, JUNE + 190 * DAY);
    }

    /** Of 1000 hours, 760 stand at 0.5 m, 140 at 1, 90 at 2, 10 at 4. */
    @Test
    void takesTheFirstBinUpToWhichSoManyPercentLie() {
        long year = 365 * DAY;
        put(JUNE, 600, hour -> 0.52);
        put(JUNE + year, 160, hour -> 0.52);
        put(JUNE + year + 160 * HOUR, 140, hour -> 1.02);
        put(JUNE + year + 300 * HOUR, 90, hour -> 2.02);
        put(JUNE + year + 390 * HOUR, 10, hour -> 4.02);
        assertLevels(0.55, 1.05, 2.05, JUNE + 731 * DAY);
        put(JUNE + year + 400 * HOUR, 1, hour -> 4.02);
        assertLevels(1.05, 2.05, 4.05, JUNE + 731 * DAY);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.05", "0.049, 0.05", "0.051, 0.1", "-0.01, 0", "-0.06, -0.05", "499.99, 500"})
    void isTheUpperEdgeOfABinOfFiveCentimetres(double metres, double edge) {
        put(JUNE, 480, hour -> metres);
        assertLevels(edge, edge, edge, LEARNED);
    }

    /** Whatever the last digit of a mean: an edge lies in the bin above it. */
    @ParameterizedTest
    @CsvSource({
        "0.15, 0.2",
        "0.1499999999, 0.2",
        "0.14999999, 0.2",
        "0.1499999, 0.15",
        "0.3, 0.35",
        "1.15, 1.2",
        "1.14, 1.15",
        "4.35, 4.4",
        "-0.15, -0.1",
        "-0.15000000001, -0.1",
        "-0.16, -0.15"
    })
    void takesALevelAtAnEdgeForOneAboveIt(double metres, double edge) {
        put(JUNE, 1, hour -> metres);
        put(JUNE + HOUR, 240, hour -> Math.nextDown(metres));
        put(JUNE + 241 * HOUR, 240, hour -> Math.nextUp(metres));
        assertLevels(edge, edge, edge, LEARNED);
    }

    /** The first of them as well, about which the bins lie. */
    @Test
    void countsTheBinsFromTheOneOfAnEdge() {
        put(JUNE, 1, hour -> Math.nextDown(1.15));
        put(JUNE + HOUR, 479, hour -> 300);
        assertLevels(11.15, 11.15, 11.15, LEARNED);
    }

    /** The earliest lies in the bin with the number 200 of 0..399, which begins at 1 m. */
    @ParameterizedTest
    @CsvSource({
        "10.94, 10.95",
        "10.96, 11",
        "11.04, 11",
        "499, 11",
        "-8.94, -8.9",
        "-8.96, -8.95",
        "-9.04, -8.95",
        "-50, -8.95"
    })
    void takesWhatLiesBeyondTheBins(double metres, double edge) {
        put(JUNE, 1, hour -> 1.02);
        put(JUNE + HOUR, 479, hour -> metres);
        assertLevels(edge, edge, edge, LEARNED);
    }

    @Test
    void theBinsLieAboutTheEarliestHourForEver() {
        put(JUNE, 480, hour -> 1.02);
        percentiles.forgetBefore(LEARNED);
        long next = JUNE + 365 * DAY;
        put(next, 720, hour -> 300);
        assertLevels(11, 11, 11, next + 30 * DAY - HOUR);
        percentiles.forgetBefore(next + 30 * DAY);
        assertLevels(11, 11, 11, next + 366 * DAY);
    }

    @Test
    void theEarliestHourIsTheOneThatItWasWhenItWasLearned() {
        put(JUNE, 480, hour -> 300);
        assertLevels(300.05, 300.05, 300.05, LEARNED);
        percentiles.put(JUNE, 1.02);
        assertLevels(11, 11, 11, LEARNED);
        percentiles.put(JUNE - HOUR, 300);
        assertLevels(300.05, 300.05, 300.05, LEARNED);
    }

    @Test
    void whatChangesBehindTheHorizonIsNotLearned() {
        put(JUNE, 480, hour -> 1.02);
        percentiles.forgetBefore(LEARNED);
        put(JUNE, 480, hour -> 2.02);
        put(JUNE - 30 * HOUR, 30, hour -> 2.02);
        percentiles.forgetBefore(LEARNED + 365 * DAY);
        assertLevels(1.05, 1.05, 1.05, LEARNED + 365 * DAY);
    }

    @Test
    void forgettingHoursChangesNothing() {
        GaugePercentiles kept = new GaugePercentiles();
        for (int hour = 0; hour < 100 * 24; hour++) {
            double metres = 20 * Math.sin(hour / 97.0);
            long start = JUNE + hour * HOUR;
            kept.put(start, metres);
            percentiles.put(start, metres);
            percentiles.forgetBefore(start / DAY * DAY - 7 * DAY);
            assertEquals(kept.levels(start), percentiles.levels(start));
        }
        assertNotNull(kept.levels(JUNE + 100 * DAY));
    }

    /** By the upper edges of the bins up to which so many hours lie. */
    private void assertLevels(double elevated, double high, double veryHigh, long hourMillis) {
        WaterLevels levels = percentiles.levels(hourMillis);
        assertEquals(elevated + ABOVE, levels.elevated(), 1e-12);
        assertEquals(high + ABOVE, levels.high(), 1e-12);
        assertEquals(veryHigh + ABOVE, levels.veryHigh(), 1e-12);
    }

    private void put(long from, int hours, LongToDoubleFunction metres) {
        for (int hour = 0; hour < hours; hour++) {
            percentiles.put(from + hour * HOUR, metres.applyAsDouble(hour));
        }
    }
}
