package io.outpost.cli.simulate.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.send.PlaceEntry;
import io.outpost.cli.simulate.ground.Ground;
import io.outpost.cli.simulate.ground.GroundHour;
import io.outpost.cli.simulate.scenario.Scenario;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioPlacesTest {
    private static final long HOUR = 3_600_000;

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void placesHaveTheirPositionsAndHeights(Scenario scenario) {
        for (SimulatedPlace place : world(scenario, 1).places()) {
            PlaceEntry entry = place.entry();
            assertEquals(47, entry.latitude(), 0.2);
            assertEquals(8, entry.longitude(), 0.2);
            assertEquals(scenario == Scenario.WINTER ? 1800 : 450, entry.elevationMetres(), 50);
            assertTrue(entry.id().matches("p-000[01][0-9]-(storm|frozen|winter|brook|river)-\\d+"));
        }
    }

    @Test
    void brooksAndRiversSayWhatTheyAre() {
        for (SimulatedPlace place : world(Scenario.RIVERS, 1).places()) {
            PlaceEntry entry = place.entry();
            assertEquals("LOAM", entry.surface());
            assertEquals(entry.name().startsWith("Brook") ? "SMALL" : "LARGE", entry.streamSize());
        }
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void theSameSeedMeasuresTheSame(Scenario scenario) {
        assertEquals(measured(scenario, 1), measured(scenario, 1));
        assertNotEquals(measured(scenario, 1), measured(scenario, 2));
    }

    @Test
    void aProbeIsNearTheTruthButNotAtIt() {
        SimulatedPlace place = world(Scenario.WINTER, 1).places().get(1);
        SimulatedSensor probe = sensor(place, "probe");
        long start = Scenario.WINTER.start().toEpochMilli();
        Ground truth = place.site().newGround(start);
        int wrong = 0;
        for (int hour = 0; hour < 160 * 24; hour += 5) {
            GroundHour now = truth.at(start + hour * HOUR);
            double[] values = measure(probe, start + hour * HOUR);
            double water = values[Field.SNOW_WATER_EQUIVALENT.ordinal()];
            double depth = values[Field.SNOW_DEPTH.ordinal()];
            double soil = values[Field.SOIL_MOISTURE.ordinal()];
            assertEquals(now.snowWaterEquivalentMillimetres(), water, 6);
            assertEquals(now.snowDepthCentimetres(), depth, 3);
            assertEquals(now.soilMoisturePercent(), soil, 2);
            wrong += Math.abs(now.soilMoisturePercent() - soil) > 0.1 ? 1 : 0;
        }
        assertTrue(wrong > 500, wrong + " values with noise");
    }

    @Test
    void aBrookAndARiverHaveTheSameRainAndGauges() {
        List<SimulatedPlace> places = world(Scenario.RIVERS, 1).places();
        long start = Scenario.RIVERS.start().toEpochMilli();
        for (int pair = 0; pair < places.size(); pair += 2) {
            SimulatedPlace brook = places.get(pair);
            SimulatedPlace river = places.get(pair + 1);
            assertEquals(rain(brook, start), rain(river, start));
            double calm = level(brook, start + 103 * 24 * HOUR);
            assertTrue(level(brook, start + (103 * 24 + 15) * HOUR) > calm + 0.05);
            assertTrue(
                    level(river, start + (104 * 24 + 6) * HOUR)
                            > level(river, start + 103 * 24 * HOUR) + 0.05);
        }
        assertNotEquals(rain(places.get(0), start), rain(places.get(2), start));
    }

    @Test
    void lateReportsAskForTheSameOfThePast() {
        SimulatedSensor probe = sensor(world(Scenario.STORM, 1).places().get(1), "probe");
        long then = Scenario.STORM.start().toEpochMilli() + 33 * 24 * HOUR;
        double[] first = measure(probe, then);
        measure(probe, then + 8 * 24 * HOUR);
        assertEquals(Arrays.toString(first), Arrays.toString(measure(probe, then)));
        measure(probe, then + 16 * 24 * HOUR);
        assertEquals(Arrays.toString(first), Arrays.toString(measure(probe, then)));
    }

    private static World world(Scenario scenario, long seed) {
        return new World(scenario, scenario.start().toEpochMilli(), 12, seed, "p");
    }

    private static List<String> measured(Scenario scenario, long seed) {
        long at = scenario.start().toEpochMilli() + 35 * 24 * HOUR;
        return world(scenario, seed).sensors().stream()
                .map(sensor -> sensor.id() + Arrays.toString(measure(sensor, at)))
                .toList();
    }

    private static double rain(SimulatedPlace place, long start) {
        return place.site().newRain().betweenMillimetres(start, start + 60 * 24 * HOUR);
    }

    private static double level(SimulatedPlace place, long at) {
        return measure(sensor(place, "gauge"), at)[Field.WATER_LEVEL.ordinal()];
    }

    private static SimulatedSensor sensor(SimulatedPlace place, String id) {
        return place.sensors().stream()
                .filter(sensor -> sensor.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static double[] measure(SimulatedSensor sensor, long at) {
        double[] values = new double[Field.COUNT];
        Arrays.fill(values, Field.ABSENT);
        sensor.instrument().measure(at, HOUR, values);
        return values;
    }
}
