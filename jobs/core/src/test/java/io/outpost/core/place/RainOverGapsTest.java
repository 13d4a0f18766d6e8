package io.outpost.core.place;

import static io.outpost.core.place.Readings.NOON;
import static io.outpost.core.place.Readings.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.core.weather.Flag;
import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which panes of a place have the rain that a counter shows after it was not read for a while. */
class RainOverGapsTest {
    private final KeptPlace kept = new KeptPlace();
    private final Emitted emitted = kept.emitted;

    /** By each observation; zero: none is. */
    private Duration declared = Duration.ZERO;

    @Test
    void hoursAndDaysHaveWhatNoMinuteHas() {
        counter("a", 0, 100);
        counter("a", 40, 104);
        counter("a", 50, 105);
        kept.idle();
        assertRain(PaneWidth.MINUTE, 40, 0, Double.NaN);
        assertRain(PaneWidth.MINUTE, 50, 1, 1);
        assertRain(PaneWidth.HOUR, 0, 2, 5);
        assertRain(PaneWidth.DAY, -720, 2, 5);
        assertEquals(Map.of(), flags());
    }

    @Test
    void rainOfDaysIsFlaggedAndCountsInTheHourThatShowsIt() {
        int threeDays = 3 * 24 * 60;
        counter("a", 0, 100);
        counter("a", threeDays, 130);
        kept.idle();
        assertRain(PaneWidth.MINUTE, threeDays, 0, Double.NaN);
        assertRain(PaneWidth.HOUR, threeDays, 1, 30);
        assertEquals(Map.of(Flag.RISE_OVER_GAP, 1L), flags());
    }

    @Test
    void aLateReadingOfTheGapGivesEachHourItsPartAndTheMinuteItsOwn() {
        counter("a", 0, 100);
        counter("a", 75, 106);
        kept.idle();
        assertEquals(Map.of(Flag.RISE_OVER_GAP, 1L), flags());
        kept.throughSavepoint();
        counter("a", 65, 105);
        counter("a", 55, 104);
        counter("a", 45, 104);
        kept.idle();
        assertRain(PaneWidth.HOUR, 0, 2, 4);
        assertRain(PaneWidth.HOUR, 60, 2, 2);
        assertRain(PaneWidth.MINUTE, 45, 0, Double.NaN);
        assertRain(PaneWidth.MINUTE, 55, 1, 0);
        assertRain(PaneWidth.MINUTE, 65, 1, 1);
        assertRain(PaneWidth.MINUTE, 75, 1, 1);
        assertRain(PaneWidth.DAY, -720, 4, 6);
        assertEquals(Map.of(), flags());
    }

    @Test
    void whatOnlyComesToItsMinuteRewritesNoOtherRow() {
        counter("a", 0, 100);
        counter("a", 130, 102);
        kept.idle();
        counter("a", 119, 100);
        kept.idle();
        assertRain(PaneWidth.MINUTE, 130, 1, 2);
        assertEquals(1, rowsOf(PaneWidth.HOUR, 120), "it had the 2 mm before");
        assertEquals(2, rowsOf(PaneWidth.MINUTE, 130));
    }

    @Test
    void aSensorAfterAGapLeavesTheMinuteToTheOthers() {
        counter("a", 0, 100);
        counter("b", 25, 7);
        counter("a", 30, 140);
        counter("b", 30, 8);
        kept.idle();
        assertRain(PaneWidth.MINUTE, 30, 1, 1);
        assertRain(PaneWidth.HOUR, 0, 2, 20.5);
    }

    @Test
    void amountsBesideACounterThatWasNotReadAreOfTheirMinutes() {
        amount("a", 0, 1);
        counter("b", 0, 50);
        amount("a", 200, 2);
        counter("b", 200, 54);
        kept.idle();
        assertRain(PaneWidth.MINUTE, 200, 1, 2);
        assertRain(PaneWidth.HOUR, 180, 2, 3);
        assertEquals(Map.of(Flag.RISE_OVER_GAP, 1L), flags());
    }

    /** Its panes are long forgotten. */
    @Test
    void whatShowsThatAZeroWasNoReadingChangesNoAmountOfDaysBefore() {
        int day = 24 * 60;
        counter("a", 0, 120);
        counter("a", 5 * day, 0);
        amount("a", 7 * day, 3);
        amount("b", 9 * day, 0);
        counter("a", 10 * day, 120.5);
        kept.idle();
        assertRain(PaneWidth.HOUR, 7 * day, 0, Double.NaN);
        assertRain(PaneWidth.HOUR, 10 * day, 1, 0.5);
        assertEquals(Map.of(Flag.RISE_OVER_GAP, 1L), flags());
    }

    @Test
    void anHourlyReporterOnlySecondsOffIsNeverFlaggedAndHasItsRainInMinutes() {
        declared = Duration.ofHours(1);
        int[] secondsOff = {0, 20, -15, 40, 0, 25};
        for (int hour = 0; hour < secondsOff.length; hour++) {
            report(hour * 3600 + 600 + secondsOff[hour], hour);
        }
        kept.idle();
        for (int hour = 1; hour < secondsOff.length; hour++) {
            assertRain(PaneWidth.MINUTE, (hour * 3600 + 600 + secondsOff[hour]) / 60, 1, 1);
            assertRain(PaneWidth.HOUR, hour * 60, 1, 1);
        }
        assertEquals(Map.of(), flags());
    }

    /** Its interval is known from two of its gaps, which ended more than 2 h before the hour. */
    @Test
    void aReporterThatDeclaresNoIntervalIsJudgedByTheOneThatRecurs() {
        int[] secondsOff = {0, 20, -15, 40, 0, 25, -30, 50};
        for (int hour = 0; hour < secondsOff.length; hour++) {
            report(hour * 3600 + 600 + secondsOff[hour], hour);
        }
        kept.idle();
        for (int hour = 1; hour < secondsOff.length; hour++) {
            int count = hour < 5 ? 0 : 1;
            assertRain(
                    PaneWidth.MINUTE,
                    (hour * 3600 + 600 + secondsOff[hour]) / 60,
                    count,
                    count == 0 ? Double.NaN : 1);
            assertRain(PaneWidth.HOUR, hour * 60, 1, 1);
        }
        assertEquals(Map.of(Flag.RISE_OVER_GAP, 2L), flags(), "two gaps of more than 1 h");
    }

    @Test
    void aHalfHourlyReporterMayMissNoReport() {
        declared = Duration.ofMinutes(30);
        report(0, 0);
        report(1810, 1);
        report(3600 + 900, 2);
        report(3600 + 900 + 2701, 3);
        kept.idle();
        assertRain(PaneWidth.MINUTE, 30, 1, 1);
        assertRain(PaneWidth.MINUTE, 75, 1, 1);
        assertRain(PaneWidth.MINUTE, 120, 0, Double.NaN);
        assertRain(PaneWidth.HOUR, 120, 1, 1);
        assertEquals(Map.of(), flags());
    }

    @Test
    void aReporterOfMinutesHasNoRainInTheMinuteAfterAGapThoughASeldomOneHas() {
        declared = Duration.ofMinutes(1);
        counter("often", 0, 100);
        counter("often", 38, 104);
        counter("often", 54, 106);
        declared = Duration.ofMinutes(30);
        counter("seldom", 0, 100);
        counter("seldom", 38, 102);
        kept.idle();
        assertRain(PaneWidth.MINUTE, 38, 1, 2);
        assertRain(PaneWidth.MINUTE, 54, 0, Double.NaN);
        assertRain(PaneWidth.HOUR, 0, 3, 4);
    }

    /** What comes into the hour later changes what a new reading would get, not this one. */
    @Test
    void aReadingKeepsTheIntervalThatItWasTakenWith() {
        declared = Duration.ofHours(1);
        counter("a", 0, 100);
        counter("a", 100, 106);
        kept.idle();
        assertEquals(Map.of(Flag.RISE_OVER_GAP, 1L), flags());
        kept.throughSavepoint();
        declared = Duration.ofMinutes(1);
        counter("a", 20, 102);
        kept.idle();
        assertRain(PaneWidth.MINUTE, 20, 0, Double.NaN);
        assertRain(PaneWidth.MINUTE, 100, 1, 4);
        assertRain(PaneWidth.HOUR, 0, 1, 2);
        assertEquals(Map.of(), flags());
    }

    /** At seconds after noon; the counter is as many mm. */
    private void report(int second, double millimetres) {
        kept.replay(
                reading()
                        .of("a")
                        .at(NOON.plusSeconds(second))
                        .every(declared)
                        .with(Quantity.PRECIPITATION_COUNTER_MILLIMETRES, millimetres));
    }

    private void counter(String sensor, int minute, double millimetres) {
        observe(sensor, minute, Quantity.PRECIPITATION_COUNTER_MILLIMETRES, millimetres);
    }

    private void amount(String sensor, int minute, double millimetres) {
        observe(sensor, minute, Quantity.PRECIPITATION_MILLIMETRES, millimetres);
    }

    private void observe(String sensor, int minute, Quantity quantity, double millimetres) {
        kept.replay(
                reading()
                        .of(sensor)
                        .at(NOON.plus(Duration.ofMinutes(minute)))
                        .every(declared)
                        .with(quantity, millimetres));
    }

    private void assertRain(PaneWidth width, int minute, int count, double millimetres) {
        PaneRow row = emitted.pane(width, start(minute));
        assertEquals(count, row.rainCount());
        assertEquals(millimetres, row.rainTotalMillimetres());
    }

    private long rowsOf(PaneWidth width, int minute) {
        return emitted.panes(width).stream()
                .filter(row -> row.startMillis() == start(minute))
                .count();
    }

    private static long start(int minute) {
        return NOON.plus(Duration.ofMinutes(minute)).toEpochMilli();
    }

    private Map<Flag, Long> flags() {
        Map<Flag, Long> flags = new EnumMap<>(Flag.class);
        long[] flagged = emitted.counters().flagged();
        int from = Quantity.PRECIPITATION_COUNTER_MILLIMETRES.code() * Flag.COUNT;
        for (Flag flag : Flag.values()) {
            if (flagged.length > 0 && flagged[from + flag.ordinal()] != 0) {
                flags.put(flag, flagged[from + flag.ordinal()]);
            }
        }
        return flags;
    }
}
