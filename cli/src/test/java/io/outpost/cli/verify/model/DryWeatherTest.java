package io.outpost.cli.verify.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DryWeatherTest {
    private static final Day SUMMER = new Day(25, 10, 0);

    @ParameterizedTest
    @CsvSource({"0.667, 60", "0.45, 545", "0.9, 1"})
    void tellsWhenTheSoilIsDryEnough(double wetness, int hours) {
        assertEquals(
                OptionalInt.of(hours),
                wet().hoursUntil(state -> state.wetness(Surface.LOAM) < wetness));
    }

    @Test
    void isReadyNowOrNotWithinThirtyDays() {
        assertEquals(OptionalInt.of(0), wet().hoursUntil(state -> true));
        assertEquals(
                OptionalInt.empty(), wet().hoursUntil(state -> state.wetness(Surface.LOAM) < 0.1));
    }

    @Test
    void tellsWhenTheStreamHasFallen() {
        Hours storm = Hours.from(180).steady(12, 10, 2.5);
        DryWeather dry = new DryWeather(storm.now(), Hours.SITE);
        int hours = dry.hoursUntil(state -> state.fluxes().index() < 0.06).orElseThrow();
        List<HourState> next = dry.next(hours);
        assertTrue(next.get(hours - 1).fluxes().index() < 0.06);
        assertTrue(next.get(hours - 2).fluxes().index() >= 0.06);
    }

    @Test
    void repeatsTheMeanExtremesOfTheLastSevenDays() {
        Hours hours = Hours.from(180).daily(24 * 5, 100, 50, 0);
        hours.daily(24 * 4, 10, 4, 0).daily(24 * 3, 17, 11, 0);
        Day day = hours.now().recent().usualDay();
        assertEquals((4 * 14 + 3 * 28) / 7.0, day.highestCelsius(), 1e-12);
        assertEquals((4 * 6 + 3 * 6) / 7.0, day.lowestCelsius(), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 10", "0, 15, 25", "0, 10, 17.5", "0, 22, 17.5", "-120, 13, 10", "90, 9, 25"})
    void isColdestAtFiveAndWarmestAtThreeOfTheSunsTime(
            double longitude, int utcHour, double celsius) {
        // The middle of the hour stands for it, so the site lies half an hour to the west.
        Site site = new Site(45, longitude - 7.5, 0, Surface.LOAM, StreamSize.MEDIUM);
        DryWeather dry = new DryWeather(wetState(), SUMMER, site);
        long hour = Hours.startOf(180) + utcHour * HourInput.HOUR_MILLIS;
        assertEquals(celsius, dry.celsius(hour), 1e-9);
    }

    @Test
    void snowMeltsInTheWarmthOfTheLastDays() {
        Hours winter = Hours.from(60).steady(24, -5, 2).daily(24 * 3, 5, 6, 0);
        DryWeather dry = new DryWeather(winter.now(), Hours.SITE);
        double before = winter.now().snow().waterEquivalentMillimetres();
        List<HourState> next = dry.next(48);
        assertTrue(next.get(47).snow().waterEquivalentMillimetres() < before - 1);
        assertTrue(next.stream().allMatch(state -> state.fluxes().rain() == 0));
        assertTrue(
                dry.hoursUntil(state -> state.snow().waterEquivalentMillimetres() == 0)
                        .isPresent());
    }

    private static DryWeather wet() {
        return new DryWeather(wetState(), SUMMER, Hours.SITE);
    }

    private static HourState wetState() {
        HourState before = HourState.before(Hours.startOf(180), Surface.LOAM);
        Soil wet =
                new Soil(
                        0.9 * Surface.LOAM.upperFullMillimetres(),
                        0.7 * Surface.LOAM.lowerFullMillimetres());
        return new HourState(
                before.startMillis(),
                before.snow(),
                wet,
                before.frostIndex(),
                before.basin(),
                before.recent(),
                before.confidence(),
                null);
    }
}
