package io.outpost.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any weather that sensors can report, anywhere: no water appears or vanishes, all stays finite.
 */
class ConservationTest {
    private static final int HOURS = 4000;

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatFellIsWhatIsThereOrLeft(int seed) {
        Random random = new Random(seed);
        ModelParameters parameters = anywhere(random);
        HourStep models = new HourStep(parameters);
        WildWeather weather = new WildWeather(random);
        ModelState state = ModelState.start(parameters);
        double before = water(state);
        double came = 0;
        double left = 0;
        for (int i = 0; i < HOURS; i++) {
            HourWeather hour = weather.next();
            double surfaceBefore = state.surfaceWaterMillimetres();
            HourFluxes fluxes = models.step(state, hour);
            came += hour.precipitationMillimetres();
            left +=
                    fluxes.surfaceEvaporationMillimetres()
                            + fluxes.lowerEvaporationMillimetres()
                            + fluxes.lostMillimetres();
            assertEquals(
                    state.surfaceWaterMillimetres() - surfaceBefore,
                    fluxes.surfaceChangeMillimetres(),
                    1e-9,
                    "the drivers explain the change");
            assertPossible(state, fluxes, parameters);
        }
        double most = Math.max(1, came);
        assertEquals(came, water(state) - before + left, 1e-9 * most);
    }

    private static double water(ModelState state) {
        return state.snowWaterEquivalentMillimetres()
                + state.surfaceWaterMillimetres()
                + state.lowerWaterMillimetres();
    }

    private static ModelParameters anywhere(Random random) {
        double latitude = random.nextInt(6) == 0 ? 90 : -90 + 180 * random.nextDouble();
        return ModelParameters.at(
                random.nextBoolean() ? latitude : -latitude,
                -180 + 360 * random.nextDouble(),
                random.nextInt(6) == 0 ? 8000 : random.nextInt(3000),
                Surface.values()[random.nextInt(Surface.values().length)],
                StreamSize.values()[random.nextInt(StreamSize.values().length)]);
    }

    private static void assertPossible(
            ModelState state, HourFluxes fluxes, ModelParameters parameters) {
        double[] numbers = new double[ModelState.SIZE];
        state.writeTo(numbers, 0);
        for (double number : numbers) {
            assertTrue(number >= 0 && number <= 3e6, () -> Arrays.toString(numbers));
        }
        double holding = parameters.snow().pack().holdingShare();
        assertTrue(state.liquidMillimetres <= holding * state.iceMillimetres * (1 + 1e-9) + 1e-12);
        assertTrue(state.albedo >= 0.5 && state.albedo <= 0.85);
        assertTrue(
                state.densityKilogramsPerCubicMetre >= 67.9
                        && state.densityKilogramsPerCubicMetre <= 917);
        SoilParameters soil = parameters.soil();
        assertTrue(
                state.surfaceWaterMillimetres <= soil.surfaceSaturationMillimetres() * (1 + 1e-12));
        assertTrue(state.lowerWaterMillimetres <= soil.lowerSaturationMillimetres() * (1 + 1e-12));
        assertTrue(state.storeMillimetres <= parameters.flow().storeMillimetres());
        double wetness = Wetness.of(state, soil);
        assertTrue(wetness >= 0 && wetness <= 1 + 1e-12);
        assertTrue(Double.isFinite(fluxes.flowMillimetresPerHour()));
        assertTrue(fluxes.flowMillimetresPerHour() >= 0);
    }
}
