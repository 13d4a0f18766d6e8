package io.outpost.cli.simulate.ground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.simulate.scenario.Scenario;
import io.outpost.cli.simulate.weather.Atmosphere;
import io.outpost.cli.simulate.weather.Randomness;
import io.outpost.cli.simulate.weather.Site;
import io.outpost.cli.simulate.weather.Weather;
import io.outpost.core.model.ModelParameters;
import io.outpost.core.model.SnowParameters;
import io.outpost.core.model.StreamSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the hidden truth makes of the weather. */
class GroundTest {
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final int SEEDS = 12;

    @Test
    void afterAStormEachPlaceIsMuddyThenDrainedThenDry() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Ground ground = ground(Scenario.STORM, seed, StreamSize.MEDIUM);
            assertTrue(at(Scenario.STORM, ground, 32, 10).wetness() < 0.8, "before");
            assertBetween(0.8, 1, at(Scenario.STORM, ground, 32, 20).wetness());
            assertBetween(0.45, 2 / 3.0, at(Scenario.STORM, ground, 37, 20).wetness());
            assertTrue(at(Scenario.STORM, ground, 47, 20).wetness() < 0.45, "in the end");
        }
    }

    @Test
    void rainOnFrozenGroundMakesItWetWhileFrostIsInIt() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Ground ground = ground(Scenario.FROZEN, seed, StreamSize.MEDIUM);
            GroundHour before = at(Scenario.FROZEN, ground, 44, 20);
            GroundHour after = at(Scenario.FROZEN, ground, 46, 0);
            assertEquals(0, before.snowWaterEquivalentMillimetres());
            assertTrue(before.frostDegreeDays() > 56 && after.frostDegreeDays() > 56);
            assertTrue(after.wetness() > before.wetness() + 0.1);
            assertTrue(at(Scenario.FROZEN, ground, 54, 23).frostDegreeDays() < 56);
        }
    }

    @Test
    void snowLoadsStaysThroughRainAndMeltsInSpring() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Ground ground = ground(Scenario.WINTER, seed, StreamSize.MEDIUM);
            GroundHour before = at(Scenario.WINTER, ground, 30, 23);
            GroundHour loaded = at(Scenario.WINTER, ground, 32, 0);
            GroundHour settled = at(Scenario.WINTER, ground, 44, 0);
            assertTrue(loaded.snowDepthCentimetres() > before.snowDepthCentimetres() + 25);
            assertTrue(settled.snowDepthCentimetres() < 0.8 * loaded.snowDepthCentimetres());
            assertTrue(at(Scenario.WINTER, ground, 80, 0).snowWaterEquivalentMillimetres() > 70);
            assertEquals(0, at(Scenario.WINTER, ground, 158, 0).snowWaterEquivalentMillimetres());
        }
    }

    @Test
    void aBrookAnswersTheSameRainSoonerAndIsSoonerOverIt() {
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Double> brook = flow(ground(Scenario.RIVERS, seed, StreamSize.SMALL));
            List<Double> river = flow(ground(Scenario.RIVERS, seed, StreamSize.LARGE));
            assertTrue(peakHour(brook) < peakHour(river), "peak");
            assertTrue(hoursAboveHalf(brook) < hoursAboveHalf(river), "recession");
            assertTrue(brook.get(peakHour(brook)) > river.get(peakHour(river)), "height");
        }
    }

    @Test
    void staysInRangeInAllClimates() {
        for (double latitude = -75; latitude <= 75; latitude += 15) {
            Weather weather = new Atmosphere(7).over(new Site(latitude, 20, 500));
            long start = Instant.parse("2025-02-01T00:00:00Z").toEpochMilli();
            Ground ground = new Ground(weather, StreamSize.MEDIUM, (long) latitude, start, 1);
            for (int hour = 0; hour < 365 * 24; hour++) {
                GroundHour now = ground.at(start + hour * HOUR);
                assertBetween(0, 3000, now.snowWaterEquivalentMillimetres());
                assertTrue(
                        now.snowDepthCentimetres() >= now.snowWaterEquivalentMillimetres() / 9.18);
                assertBetween(0, 1, now.wetness());
                assertBetween(0, 50, now.soilMoisturePercent());
                assertBetween(0, 50, now.flowMillimetresPerHour());
                assertBetween(0, 3000, now.frostDegreeDays());
            }
        }
    }

    @Test
    void followsFromTheSeedAndNotFromTheOrderOfQuestions() {
        Ground once = ground(Scenario.STORM, 1, StreamSize.MEDIUM);
        Ground again = ground(Scenario.STORM, 1, StreamSize.MEDIUM);
        GroundHour early = at(Scenario.STORM, once, 20, 5);
        GroundHour late = at(Scenario.STORM, once, 40, 5);
        assertEquals(late, at(Scenario.STORM, again, 40, 5));
        assertEquals(early, at(Scenario.STORM, again, 20, 5));
        assertEquals(
                at(Scenario.STORM, once, 38, 5),
                at(Scenario.STORM, ground(Scenario.STORM, 1, StreamSize.MEDIUM), 38, 5));
        assertNotEquals(
                late, at(Scenario.STORM, ground(Scenario.STORM, 2, StreamSize.MEDIUM), 40, 5));
    }

    @Test
    void beforeItsFirstHourItIsAsItBegan() {
        Ground ground = ground(Scenario.STORM, 1, StreamSize.MEDIUM);
        assertEquals(
                at(Scenario.STORM, ground, -1, 0).wetness(),
                at(Scenario.STORM, ground, -50, 0).wetness());
        assertEquals(0, at(Scenario.STORM, ground, -1, 0).flowMillimetresPerHour());
    }

    @Test
    void itsParametersAreInTheirRangesAndNoTwoPlacesHaveTheSame() {
        List<SnowParameters> drawn = new ArrayList<>();
        for (int seed = 0; seed < 200; seed++) {
            ModelParameters hidden =
                    HiddenParameters.of(
                            new Site(47, 8, 500), StreamSize.LARGE, Randomness.mix(seed));
            SnowParameters snow = hidden.snow();
            assertBetween(0.12, 0.20, snow.sky().transmissivityPerRootKelvin());
            assertBetween(0.6, 1, snow.sky().wetShare());
            assertBetween(0.4, 0.6, snow.albedo().old());
            assertBetween(50, 200, snow.albedo().meltHours());
            assertBetween(0.002, 0.005, snow.exchange().coefficient());
            assertBetween(3, 8, snow.pack().conductanceWattsPerSquareMetreKelvin());
            assertBetween(40, 150, snow.pack().topLayerMillimetres());
            assertBetween(0.02, 0.1, snow.pack().holdingShare());
            assertBetween(0, 3, snow.pack().groundWattsPerSquareMetre());
            assertTrue(hidden.soil().fieldCapacity() < hidden.soil().saturation());
            assertTrue(hidden.soil().wiltingPoint() < hidden.soil().fieldCapacity());
            assertBetween(50, 500, hidden.flow().storeMillimetres());
            assertBetween(1, 6, hidden.flow().beta());
            assertBetween(0.3, 1, hidden.flow().fullEvaporationShare());
            drawn.add(snow);
        }
        assertEquals(200, drawn.stream().distinct().count());
    }

    private static Ground ground(Scenario scenario, long seed, StreamSize stream) {
        long start = scenario.start().toEpochMilli();
        Weather weather = scenario.over(scenario.site(seed), start, seed);
        return new Ground(weather, stream, Randomness.mix(seed), start, 240);
    }

    private static GroundHour at(Scenario scenario, Ground ground, int day, int hour) {
        return ground.at(scenario.start().toEpochMilli() + day * DAY + hour * HOUR);
    }

    /** Of each hour from the first of the rain on day 33 until before that of day 40. */
    private static List<Double> flow(Ground ground) {
        List<Double> flow = new ArrayList<>();
        for (int hour = 6; hour < 7 * 24; hour++) {
            flow.add(at(Scenario.RIVERS, ground, 103, hour).flowMillimetresPerHour());
        }
        return flow;
    }

    private static int peakHour(List<Double> flow) {
        int peak = 0;
        for (int hour = 1; hour < flow.size(); hour++) {
            peak = flow.get(hour) > flow.get(peak) ? hour : peak;
        }
        return peak;
    }

    private static long hoursAboveHalf(List<Double> flow) {
        double half = flow.get(peakHour(flow)) / 2;
        return flow.stream().filter(value -> value > half).count();
    }

    private static void assertBetween(double lowest, double highest, double value) {
        assertTrue(value >= lowest && value <= highest, value + " in " + lowest + ".." + highest);
    }
}
