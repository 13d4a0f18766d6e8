package io.outpost.cli.simulate.weather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.simulate.town.Town;
import io.outpost.cli.simulate.town.TownCatalogue;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LocalWeatherTest {
    private static final double MID_JULY = LocalDate.of(2026, 7, 15).toEpochDay();
    private static final double MID_JANUARY = LocalDate.of(2026, 1, 15).toEpochDay();
    private static final int HOURS_PER_DAY = 24;
    private static final Atmosphere ATMOSPHERE = new Atmosphere(7);
    private static final List<Town> TOWNS = TownCatalogue.load().subList(0, 500);

    private final AirState air = new AirState();

    @Test
    void valuesAgreeWithEachOtherEverywhereAllYear() {
        for (Town town : TOWNS) {
            LocalWeather weather = over(town.latitude(), town.longitude());
            for (int sample = 0; sample < 200; sample++) {
                weather.at(MID_JANUARY + sample * 1.83, air);
                assertTrue(air.dewPointCelsius <= air.airTemperatureCelsius, town.name());
                assertTrue(air.windGustMetresPerSecond >= air.windSpeedMetresPerSecond);
                assertTrue(air.windSpeedMetresPerSecond >= 0);
                assertBetween(1, 100, air.relativeHumidityPercent);
                assertBetween(-60, 50, air.airTemperatureCelsius);
                assertBetween(0, Math.nextDown(360.0), air.windDirectionDegrees);
                assertBetween(500, 1060, air.pressureHectopascals);
            }
        }
    }

    @Test
    void theAfternoonIsWarmerThanTheNight() {
        LocalWeather madrid = over(40.4, -3.7);
        double afternoon = mean(30, day -> celsius(madrid, MID_JULY + day + 15 / 24.0));
        double night = mean(30, day -> celsius(madrid, MID_JULY + day + 4 / 24.0));
        assertBetween(3, 15, afternoon - night);
    }

    @Test
    void januaryIsColdInTheNorthAndWarmInTheSouth() {
        LocalWeather moscow = over(55.8, 37.6);
        LocalWeather sydney = over(-33.9, 151.2);
        assertBetween(-30, 0, dayMean(moscow, MID_JANUARY));
        assertBetween(10, 28, dayMean(moscow, MID_JULY));
        assertTrue(dayMean(sydney, MID_JANUARY) > dayMean(sydney, MID_JULY) + 4);
    }

    @Test
    void somewhereItIsHotInAnySeason() {
        assertTrue(hottest(MID_JANUARY) > 27, "January: " + hottest(MID_JANUARY));
        assertTrue(hottest(MID_JULY) > 27, "July: " + hottest(MID_JULY));
    }

    @Test
    void aFrontReachesTheWesternTownFirst() {
        LocalWeather west = over(48, 2);
        LocalWeather east = over(48, 13);
        // 11 degrees in a day.
        double following = difference(west, east, HOURS_PER_DAY);
        assertTrue(following < 0.5 * difference(west, east, 0), "same time");
        assertTrue(following < 0.5 * difference(west, east, -HOURS_PER_DAY), "the other way");
    }

    @Test
    void itRainsNowAndThenAndLessInTheDesert() {
        double paris = rainOfYear(over(48.9, 2.4));
        assertBetween(250, 2500, paris);
        assertTrue(rainOfYear(over(24, 30)) < paris);
    }

    @Test
    void thereAreStormsAndDrySpells() {
        LocalWeather paris = over(48.9, 2.4);
        Rain rain = new Rain(paris);
        int stormHours = 0;
        int dryHours = 0;
        int longestDryHours = 0;
        long start = 24 * (long) MID_JANUARY;
        for (long hour = start; hour < start + 365 * 24; hour++) {
            double fallen = rain.betweenMillimetres(hour * 3_600_000, (hour + 1) * 3_600_000);
            stormHours += fallen >= 2 ? 1 : 0;
            dryHours = fallen == 0 ? dryHours + 1 : 0;
            longestDryHours = Math.max(longestDryHours, dryHours);
        }
        assertBetween(10, 500, stormHours);
        assertBetween(5 * 24, 60 * 24, longestDryHours);
    }

    @Test
    void theWindComesFromAllSidesInTheMiddleLatitudesMostlyFromTheWest() {
        LocalWeather paris = over(48.9, 2.4);
        double west =
                mean(
                        5000,
                        sample -> {
                            paris.at(MID_JANUARY + sample * 0.07, air);
                            return air.windDirectionDegrees > 180 ? 1 : 0;
                        });
        assertBetween(0.6, 0.999, west);
    }

    @Test
    void aRainCounterShowsTheSumOfItsIncrements() {
        Rain counter = new Rain(over(48.9, 2.4));
        Rain increments = new Rain(over(48.9, 2.4));
        long start = LocalDate.of(2026, 3, 1).toEpochDay() * 86_400_000;
        double sum = 0;
        for (long at = start; at < start + 20L * 86_400_000; at += 420_000) {
            sum += increments.betweenMillimetres(at, at + 420_000);
            assertEquals(sum, counter.sinceMonthMillimetres(at + 420_000), 1e-6);
        }
        assertTrue(sum > 0);
        assertEquals(0, counter.sinceMonthMillimetres(start), "the past can still be asked for");
    }

    @Test
    void aRiverRisesWithTheRain() {
        LocalWeather weather = over(48.9, 2.4);
        River river = new River(weather, 1);
        long day = (long) MID_JANUARY;
        long wettest =
                IntStream.range(0, 60)
                        .mapToObj(n -> day + n)
                        .max((a, b) -> Double.compare(rainOfDay(weather, a), rainOfDay(weather, b)))
                        .orElseThrow();
        double before = river.levelMetres(wettest * 86_400_000);
        double after = river.levelMetres((wettest + 1) * 86_400_000);
        assertTrue(after > before + 0.05, before + " then " + after);
    }

    @Test
    void snowLiesInWinterAndIsGoneInSummer() {
        Snowpack snow = new Snowpack(over(62, 74));
        assertTrue(snow.waterEquivalentMillimetres(((long) MID_JANUARY) * 86_400_000) > 1);
        assertEquals(0, snow.waterEquivalentMillimetres(((long) MID_JULY) * 86_400_000));
    }

    private static LocalWeather over(double latitude, double longitude) {
        return ATMOSPHERE.over(new Site(latitude, longitude, 0));
    }

    private double celsius(LocalWeather weather, double epochDays) {
        weather.at(epochDays, air);
        return air.airTemperatureCelsius;
    }

    private double dayMean(LocalWeather weather, double day) {
        return mean(10 * HOURS_PER_DAY, hour -> celsius(weather, day + hour / 24.0));
    }

    private double hottest(double day) {
        return TOWNS.subList(0, 200).stream()
                .mapToDouble(town -> dayMean(over(town.latitude(), town.longitude()), day))
                .max()
                .orElseThrow();
    }

    /** Mean difference of pressure when the eastern town is looked at some hours later. */
    private double difference(LocalWeather west, LocalWeather east, int hoursLater) {
        return mean(
                90 * HOURS_PER_DAY,
                hour -> {
                    double at = MID_JANUARY + hour / 24.0;
                    west.at(at, air);
                    double first = air.pressureHectopascals;
                    east.at(at + hoursLater / 24.0, air);
                    return Math.abs(first - air.pressureHectopascals);
                });
    }

    private static double rainOfYear(LocalWeather weather) {
        return IntStream.range(0, 365)
                .mapToDouble(day -> rainOfDay(weather, (long) MID_JANUARY + day))
                .sum();
    }

    private static double rainOfDay(LocalWeather weather, long day) {
        return new Rain(weather).betweenMillimetres(day * 86_400_000, (day + 1) * 86_400_000);
    }

    private static double mean(int samples, IntToDoubleFunction value) {
        return IntStream.range(0, samples).mapToDouble(value).average().orElseThrow();
    }

    private static void assertBetween(double lowest, double highest, double value) {
        assertTrue(value >= lowest && value <= highest, value + " in " + lowest + ".." + highest);
    }
}
