package io.outpost.cli.verify.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.cli.verify.Emitted;
import io.outpost.cli.verify.HandMadeLog;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rain of a sensor's amounts and counter, and that of a place. */
class RainTest {
    private static final Instant LATER = Instant.parse("2026-08-01T00:00:00Z");
    private static final double NONE = Double.NaN;

    private final HandMadeLog log = new HandMadeLog().replayed(LATER, Duration.ofMillis(10));

    @Test
    void isNeverMoreThanTheRiseOfTheCounter() {
        both(0, 0.2, 10.2);
        both(1, 9999, 10.4);
        both(2, 0.2, 10.6);
        both(3, 0.2, 10.8);
        both(4, -9999, 11.0);
        assertEquals(1.0, hour(), 1e-9);
    }

    @Test
    void amountsBesideACounterThatIsSentAlwaysAreNotCountedAgain() {
        both(0, NONE, 10.0);
        both(1, 0.4, 10.4);
        both(2, 0.4, NONE);
        both(3, NONE, 10.8);
        assertEquals(0.8, hour(), 1e-9);
    }

    @Test
    void amountsCountUntilTheCounterIsKnownAndSixDaysAfterItWasRead() {
        both(0, 0.3, NONE);
        both(1, 0.3, 10.0);
        both(2, 0.3, NONE);
        assertEquals(0.6, hour(), 1e-9);
        both(6 * 24 * 60 + 1, 0.3, NONE);
        both(6 * 24 * 60 + 2, 0.3, NONE);
        assertEquals(0.3, total("PT144H"), "six days to the minute are known still");
    }

    @Test
    void aCounterOfZeroBetweenEqualOnesIsNoReading() {
        counters(120.0, 120.2, 0.0, 120.2, 120.4);
        assertEquals(0.4, hour(), 1e-9);
        assertEquals(3, count());
    }

    @Test
    void aCounterOfZeroThatStaysIsAReset() {
        counters(120.0, 120.2, 0.0, 0.2, 0.4);
        assertEquals(0.6, hour(), 1e-9);
    }

    @Test
    void aRiseThatCannotBeGivesNothingAndIsFlagged() {
        counters(1.0, 99_999.0, 99_999.2);
        assertEquals(0.2, hour(), 1e-9);
        assertEquals(1, count());
        assertEquals(Map.of("IMPLAUSIBLE_RISE", 1L), flags());
    }

    @Test
    void whatCanFallInTheTimeIsNotFlagged() {
        both(0, NONE, 1.0);
        both(30, NONE, 151.0);
        both(50, NONE, 251.1);
        assertEquals(150, hour(), 1e-9);
        assertEquals(Map.of("IMPLAUSIBLE_RISE", 1L), flags());
    }

    @Test
    void aFlagIsTakenBackWhenALaterOneShowsTheReading() {
        both(0, NONE, 1.0);
        both(2, NONE, 80.0);
        assertEquals(Map.of("IMPLAUSIBLE_RISE", 1L), flags());
        both(1, NONE, 40.0);
        assertEquals(Map.of(), flags());
        assertEquals(79, hour(), 1e-9);
    }

    @Test
    void smallFallsAreNoise() {
        counters(215.6, 215.7, 215.6, 215.7, 215.6, 215.7);
        assertEquals(0.1, hour(), 1e-9);
        assertEquals(5, count());
    }

    @Test
    void aCounterThatFlickersGivesNoRain() {
        counters(IntStream.range(0, 60).mapToDouble(i -> i % 2 == 0 ? 10.2 : 10.0).toArray());
        assertEquals(0, hour(), 1e-9);
        assertEquals(59, count());
    }

    @Test
    void isTheSameInAnyOrder() {
        double[] counters = {5, 7, 0, 7.4, 6.9, 90, 3, 3.2, 0, 3.4};
        IntStream.of(4, 2, 0, 1, 9, 3, 8, 6, 7, 5).forEach(i -> both(i, NONE, counters[i]));
        double shuffled = hour();
        Map<String, Long> flags = flags();
        HandMadeLog inOrder = new HandMadeLog().replayed(LATER, Duration.ofMillis(10));
        for (int i = 0; i < counters.length; i++) {
            inOrder.at("PT" + i + "M", Measure.PRECIPITATION_COUNTER_MILLIMETRES, counters[i]);
        }
        List<Emission> emissions = inOrder.emissionsUntil("PT9999H");
        assertEquals(value(emissions, Table.HOUR_AGGREGATES, "PT0S", "total"), shuffled, 1e-9);
        assertEquals(2 + 0.4 + 0.2 + 0.2, shuffled, 1e-9);
        assertEquals(Map.of("IMPLAUSIBLE_RISE", 1L), flags);
    }

    @Test
    void aLateFirstCounterTakesTheAmountsAfterIt() {
        both(0, 0.3, NONE);
        both(2, 0.3, NONE);
        assertEquals(0.6, hour(), 1e-9);
        both(1, NONE, 10.0);
        assertEquals(0.3, hour(), 1e-9);
    }

    @Test
    void theStateOfTheLastReadingIsKeptBehindTheMinuteHorizon() {
        both(0, NONE, 120.0);
        both(5 * 60, NONE, 0.0);
        both(10 * 60, NONE, 120.4);
        assertEquals(0.4, total("PT10H"), 1e-9);
    }

    @Test
    void aCounterIsKnownForSixDaysAlsoWhereTheClockIsFurther() {
        both(0, NONE, 10.0);
        log.sensor("b").at("PT100H", 20).at("PT145H", 20).sensor("a");
        both(143 * 60 + 30, NONE, 10.4);
        assertEquals(0.4, total("PT143H"), 1e-9);
    }

    @Test
    void aCounterThatIsNotReadForMoreThanAWeekBeginsAnew() {
        both(0, NONE, 10.0);
        log.sensor("b").at("PT100H", 20).sensor("a");
        both(168 * 60 + 1, 0.3, 10.4);
        assertEquals(0.3, total("PT168H"), 1e-9);
    }

    @Test
    void behindTheMinuteHorizonOnlyAmountsOfSensorsWithoutACounterCount() {
        both(0, NONE, 10.0);
        both(5 * 60, NONE, 10.4);
        both(60, 0.3, NONE);
        both(61, NONE, 10.2);
        log.sensor("b");
        both(61, 0.7, NONE);
        assertEquals(0.7, total("PT1H"), 1e-9);
        assertEquals(0.4, total("PT5H"), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({
        "PT14M, true, false",
        "PT15M, true, false",
        "PT15M1S, false, false",
        "PT60M, false, false",
        "PT60M1S, false, true",
        "PT72H, false, true",
        "PT144H, false, true"
    })
    void whatFellOverAGapIsOfItsHourAndOfNoMinute(
            String gap, boolean isOfMinute, boolean isFlagged) {
        log.at("PT0S", Measure.PRECIPITATION_COUNTER_MILLIMETRES, 10);
        log.at(gap, Measure.PRECIPITATION_COUNTER_MILLIMETRES, 13);
        assertRain(Table.HOUR_AGGREGATES, start(gap, Duration.ofHours(1)), 1, 3);
        assertRain(
                Table.MINUTE_AGGREGATES,
                start(gap, Duration.ofMinutes(1)),
                isOfMinute ? 1 : NONE,
                isOfMinute ? 3 : NONE);
        assertEquals(isFlagged ? Map.of("RISE_OVER_GAP", 1L) : Map.of(), flags());
    }

    @ParameterizedTest
    @CsvSource({
        "600, PT15M, true, false",
        "600, PT15M1S, false, false",
        "900, PT22M30S, true, false",
        "900, PT22M31S, false, false",
        "1800, PT45M, true, false",
        "1800, PT45M1S, false, false",
        "1800, PT1H1S, false, true",
        "3600, PT1H30M, true, false",
        "3600, PT1H30M1S, false, true",
        "86400, PT36H, true, false",
        "86400, PT36H1S, false, true"
    })
    void aGapIsOneByTheIntervalOfTheObservationAfterIt(
            int intervalSeconds, String gap, boolean isOfMinute, boolean isFlagged) {
        log.at("PT0S", Measure.PRECIPITATION_COUNTER_MILLIMETRES, 10);
        log.interval(intervalSeconds);
        whatFellOverAGapIsOfItsHourAndOfNoMinute(gap, isOfMinute, isFlagged);
    }

    @Test
    void anObservationKeepsItsIntervalWhenOneComesIntoTheGap() {
        both(0, NONE, 10);
        log.interval(3600);
        both(100, NONE, 16);
        assertEquals(Map.of("RISE_OVER_GAP", 1L), flags());
        log.interval(60);
        both(20, NONE, 12);
        assertEquals(Map.of(), flags());
        assertRain(Table.MINUTE_AGGREGATES, "PT20M", NONE, NONE);
        assertRain(Table.MINUTE_AGGREGATES, "PT100M", 1, 4);
    }

    @Test
    void anIntervalThatIsNotDeclaredIsTheOneThatRecurs() {
        log.interval(0);
        for (int hour = 0; hour < 8; hour++) {
            log.at(seconds(hour), Measure.PRECIPITATION_COUNTER_MILLIMETRES, hour);
        }
        for (int hour = 1; hour < 8; hour++) {
            double expected = hour < 5 ? NONE : 1;
            String minute = Duration.ofMinutes(60L * hour + 10).toString();
            assertRain(Table.MINUTE_AGGREGATES, minute, expected, expected);
            assertRain(Table.HOUR_AGGREGATES, "PT" + hour + "H", 1, 1);
        }
        assertEquals(Map.of("RISE_OVER_GAP", 2L), flags());
    }

    /** Of a report each hour, which comes 20 s later in every other. */
    private static String seconds(int hour) {
        return Duration.ofHours(hour).plusSeconds(hour % 2 == 0 ? 600 : 620).toString();
    }

    @Test
    void whatComesInAGapPartsItAndTakesItsFlagBack() {
        both(0, NONE, 10);
        both(100, NONE, 16);
        assertEquals(Map.of("RISE_OVER_GAP", 1L), flags());
        both(50, NONE, 13);
        both(90, NONE, 15);
        assertEquals(Map.of(), flags());
        assertEquals(3, hour());
        assertEquals(3, total("PT1H"));
        assertRain(Table.MINUTE_AGGREGATES, "PT50M", NONE, NONE);
        assertRain(Table.MINUTE_AGGREGATES, "PT90M", NONE, NONE);
        assertRain(Table.MINUTE_AGGREGATES, "PT100M", 1, 1);
    }

    @Test
    void neitherAResetNorNoRainIsFlaggedAfterAGap() {
        both(0, NONE, 10);
        both(100, NONE, 3);
        both(200, NONE, 3);
        both(300, NONE, 2.5);
        both(310, NONE, 3.5);
        assertEquals(Map.of(), flags());
        assertRain(Table.HOUR_AGGREGATES, "PT1H", NONE, NONE);
        assertRain(Table.HOUR_AGGREGATES, "PT3H", 1, 0);
        assertRain(Table.MINUTE_AGGREGATES, "PT200M", NONE, NONE);
        assertRain(Table.HOUR_AGGREGATES, "PT5H", 2, 0.5);
        assertRain(Table.MINUTE_AGGREGATES, "PT310M", 1, 0.5);
    }

    @Test
    void aZeroThatIsNoReadingDoesNotEndAGap() {
        both(0, NONE, 120);
        both(65, NONE, 0);
        both(70, NONE, 121);
        assertEquals(Map.of("RISE_OVER_GAP", 1L), flags());
        assertRain(Table.MINUTE_AGGREGATES, "PT70M", NONE, NONE);
        both(58, NONE, 120);
        assertEquals(Map.of(), flags());
        assertRain(Table.MINUTE_AGGREGATES, "PT70M", 1, 1);
    }

    @Test
    void amountsAreOfTheirMinutesWhateverTheGap() {
        both(0, 1, NONE);
        both(200, 2, NONE);
        assertRain(Table.MINUTE_AGGREGATES, "PT200M", 1, 2);
        assertEquals(Map.of(), flags());
    }

    @Test
    void theRainOfADayIsThatOfItsHours() {
        for (int hour = -12; hour < 12; hour++) {
            log.sensor("a").at("PT" + hour + "H", Measure.PRECIPITATION_MILLIMETRES, 1);
            if (hour < 0) {
                log.sensor("b").at("PT" + hour + "H", Measure.PRECIPITATION_MILLIMETRES, 1);
            }
        }
        List<Emission> emissions = log.emissionsUntil("PT9999H");
        assertEquals(24, value(emissions, Table.DAY_AGGREGATES, "PT-12H", "total"), 1e-9);
        assertEquals(36, value(emissions, Table.DAY_AGGREGATES, "PT-12H", "n"));
    }

    private void counters(double... millimetres) {
        for (int minute = 0; minute < millimetres.length; minute++) {
            both(minute, NONE, millimetres[minute]);
        }
    }

    private void both(int minute, double amount, double counter) {
        Map<Measure, Double> values = new HashMap<>();
        if (!Double.isNaN(amount)) {
            values.put(Measure.PRECIPITATION_MILLIMETRES, amount);
        }
        if (!Double.isNaN(counter)) {
            values.put(Measure.PRECIPITATION_COUNTER_MILLIMETRES, counter);
        }
        log.at("PT" + minute + "M", values);
    }

    private double hour() {
        return total("PT0S");
    }

    private double total(String hour) {
        return value(log.emissionsUntil("PT9999H"), Table.HOUR_AGGREGATES, hour, "total");
    }

    private double count() {
        return value(log.emissionsUntil("PT9999H"), Table.HOUR_AGGREGATES, "PT0S", "n");
    }

    private static double value(List<Emission> emissions, Table table, String start, String what) {
        return Emitted.value(emissions, table, start, "precipitation_millimetres_" + what);
    }

    private void assertRain(Table table, String start, double count, double millimetres) {
        List<Emission> emissions = log.emissionsUntil("PT9999H");
        assertEquals(count, value(emissions, table, start, "n"));
        assertEquals(millimetres, value(emissions, table, start, "total"));
    }

    private static String start(String afterNoon, Duration width) {
        long at = Duration.parse(afterNoon).toMillis();
        return Duration.ofMillis(at / width.toMillis() * width.toMillis()).toString();
    }

    private Map<String, Long> flags() {
        PlaceFold fold = new PlaceFold(HandMadeLog.PLACE, Rules.defaults(), e -> {}, a -> {});
        log.records.forEach(fold::take);
        return fold.counters()
                .flagged()
                .getOrDefault(Measure.PRECIPITATION_COUNTER_MILLIMETRES.name(), Map.of());
    }
}
