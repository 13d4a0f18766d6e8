package io.outpost.cli.verify.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DryWeatherTest {
    private static final Day SUMMER = new Day(25, 10, 0);

    @ParameterizedTest
    @CsvSource({"0.667, 60", "0.45, 545", "0.9, 1"})
    void tellsWhenTheSoilIsDryEnough(double wetness, int hours) {
        assertEquals(
                OptionalInt.of(hours),
                wet().hoursUntil(state -> state.wetness(Surface.LOAM) < wetness));
    }

    /** The same, after eight days that were so, from the middle of the first of them on. */
    @ParameterizedTest
    @CsvSource({"0.667, 60", "0.45, 545"})
    void takesTheDayFromTheDaysThatWere(double wetness, int hours) {
        Hours days = Hours.from(171).missing(12).daily(24 * 8 + 12, 17.5, 7.5, 0);
        DryWeather dry = new DryWeather(with(wetState(), days.now().recent()), Hours.SITE);
        assertEquals(
                OptionalInt.of(hours),
                dry.hoursUntil(state -> state.wetness(Surface.LOAM) < wetness));
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

    /** The newest hour is the one from 5 h, so its own day is none of them. */
    @Test
    void repeatsTheMeanExtremesOfTheSevenUtcDaysBefore() {
        Hours hours = Hours.from(180).daily(24 * 5, 100, 50, 0);
        hours.daily(24 * 4, 10, 4, 0).daily(24 * 3, 17, 11, 0).steady(6, -30, 0);
        Day day = usualDay(hours);
        assertEquals((4 * 14 + 3 * 28) / 7.0, day.highestCelsius(), 1e-12);
        assertEquals((4 * 6 + 3 * 6) / 7.0, day.lowestCelsius(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 23})
    void isOfSevenUtcDaysAtAnyHour(int utcHour) {
        Hours hours = Hours.from(180).daily(24 * 2, 100, 50, 0).daily(24 * 7, 10, 4, 0);
        hours.steady(utcHour + 1, 80, 0);
        Day day = usualDay(hours);
        assertEquals(14, day.highestCelsius(), 1e-12);
        assertEquals(6, day.lowestCelsius(), 1e-12);
    }

    @Test
    void leavesOutDaysWithoutATemperature() {
        Hours hours = Hours.from(180).steady(24, 4, 0).missing(9 * 24).steady(24 * 2, 16, 0);
        // Seven days stand in, two have none; four of the former are among the seven.
        Day day = usualDay(hours);
        assertEquals((4 * 4 + 16) / 5.0, day.highestCelsius(), 1e-12);
    }

    @Test
    void countsTheHoursSinceTheBeginningOfAFirstDayThatIsNotWhole() {
        Hours hours = Hours.from(180).missing(20).steady(4, 3, 0).steady(1, 9, 0);
        assertEquals(3, usualDay(hours).highestCelsius(), 1e-12);
    }

    @Test
    void isOfTheLastTwentyFourHoursOnTheFirstDay() {
        Hours hours = Hours.from(180).steady(1, 3, 8).steady(1, 9, 0);
        assertEquals(new Day(9, 3, 0), usualDay(hours));
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

    private static Day usualDay(Hours hours) {
        return hours.now().recent().usualDay(hours.now().startMillis());
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
        return with(before, wet, before.recent());
    }

    private static HourState with(HourState state, Recent recent) {
        return with(state, state.soil(), recent);
    }

    private static HourState with(HourState state, Soil soil, Recent recent) {
        return new HourState(
                state.startMillis(),
                state.snow(),
                soil,
                state.frostIndex(),
                state.basin(),
                recent,
                state.confidence(),
                null);
    }
}
