package io.outpost.cli.simulate.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.simulate.weather.AirState;
import io.outpost.cli.simulate.weather.Rain;
import io.outpost.cli.simulate.weather.Weather;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What falls and blows in each scenario, and when. */
class ScenarioTest {
    private static final double HOUR_DAYS = 1 / 24.0;
    private static final int SEEDS = 20;

    private final AirState air = new AirState();

    @Test
    void aStormOfSomeHoursIsFollowedByDryDays() {
        for (int seed = 0; seed < SEEDS; seed++) {
            double total = fallen(Scenario.STORM, seed, 32, 33);
            assertBetween(25, 40, total);
            assertEquals(total, fallen(Scenario.STORM, seed, 32 + 14 * HOUR_DAYS, 33), 1e-9);
            assertBetween(9, 13, highestOfAnHour(Scenario.STORM, seed, 32));
            assertEquals(0, fallen(Scenario.STORM, seed, 33, 50));
        }
    }

    @Test
    void rainFallsOnGroundThatFrostHasHadForDays() {
        for (double day = 33; day < 44; day += HOUR_DAYS) {
            assertTrue(celsius(Scenario.FROZEN, day) < -1, day + " d");
        }
        assertEquals(0, fallen(Scenario.FROZEN, 1, 30, 45));
        assertBetween(20, 28, fallen(Scenario.FROZEN, 1, 45, 46));
        assertBetween(2, 4, celsius(Scenario.FROZEN, 45.5));
        assertEquals(0, fallen(Scenario.FROZEN, 1, 46, 55));
    }

    @Test
    void winterHasStormsOfSnowThenWarmthWithRain() {
        assertBetween(40, 56, fallen(Scenario.WINTER, 1, 31, 32));
        assertTrue(celsius(Scenario.WINTER, 31.5) < -2);
        assertTrue(wind(Scenario.WINTER, 31.5) > 9.9);
        assertBetween(45, 60, fallen(Scenario.WINTER, 1, 60, 62));
        assertTrue(celsius(Scenario.WINTER, 75.3) - celsius(Scenario.WINTER, 74.8) >= 8);
        assertBetween(10, 22, fallen(Scenario.WINTER, 1, 75, 76));
        assertTrue(celsius(Scenario.WINTER, 75.5) > 2);
        assertTrue(celsius(Scenario.WINTER, 155.6) > 10);
    }

    @Test
    void riversHaveALongAShortAndAGreatRain() {
        assertBetween(27, 33, fallen(Scenario.RIVERS, 1, 103, 104));
        assertBetween(14, 18, fallen(Scenario.RIVERS, 1, 110, 111));
        assertBetween(7, 9, highestOfAnHour(Scenario.RIVERS, 1, 110));
        assertBetween(50, 65, fallen(Scenario.RIVERS, 1, 117, 119));
        assertEquals(0, fallen(Scenario.RIVERS, 1, 119, 135));
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void theSameSeedHasTheSameWeather(Scenario scenario) {
        assertEquals(fallen(scenario, 3, 0, 40), fallen(scenario, 3, 0, 40));
        assertNotEquals(fallen(scenario, 3, 0, 40), fallen(scenario, 4, 0, 40));
        assertEquals(scenario.site(3), scenario.site(3));
        assertNotEquals(scenario.site(3), scenario.site(4));
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void valuesAgreeWithEachOther(Scenario scenario) {
        Weather weather = over(scenario, 1);
        double start = startDays(scenario);
        for (double day = -2; day < scenario.length().toDays() + 2; day += 0.37 * HOUR_DAYS) {
            weather.at(start + day, air);
            assertEquals(weather.airTemperatureCelsius(start + day), air.airTemperatureCelsius);
            assertTrue(air.dewPointCelsius < air.airTemperatureCelsius);
            assertBetween(5, 100, air.relativeHumidityPercent);
            assertTrue(air.windGustMetresPerSecond > air.windSpeedMetresPerSecond);
            assertBetween(750, 1000, air.pressureHectopascals);
        }
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void isFoundByItsLabel(Scenario scenario) {
        assertEquals(scenario, Scenario.labelled(scenario.label()).orElseThrow());
        assertTrue(Scenario.labels().contains(scenario.label()));
    }

    private static double fallen(Scenario scenario, long seed, double fromDay, double toDay) {
        return new Rain(over(scenario, seed))
                .betweenMillimetres(millis(scenario, fromDay), millis(scenario, toDay));
    }

    private static double highestOfAnHour(Scenario scenario, long seed, int day) {
        double highest = 0;
        for (int hour = 0; hour < 24; hour++) {
            double at = day + hour * HOUR_DAYS;
            highest = Math.max(highest, fallen(scenario, seed, at, at + HOUR_DAYS));
        }
        return highest;
    }

    private static double celsius(Scenario scenario, double day) {
        return over(scenario, 1).airTemperatureCelsius(startDays(scenario) + day);
    }

    private double wind(Scenario scenario, double day) {
        over(scenario, 1).at(startDays(scenario) + day, air);
        return air.windSpeedMetresPerSecond;
    }

    private static Weather over(Scenario scenario, long seed) {
        return scenario.over(scenario.site(seed), scenario.start().toEpochMilli(), seed);
    }

    private static double startDays(Scenario scenario) {
        return scenario.start().toEpochMilli() / 86_400_000.0;
    }

    private static long millis(Scenario scenario, double day) {
        return scenario.start().toEpochMilli() + Math.round(day * 86_400_000);
    }

    private static void assertBetween(double lowest, double highest, double value) {
        assertTrue(value >= lowest && value <= highest, value + " in " + lowest + ".." + highest);
    }
}
