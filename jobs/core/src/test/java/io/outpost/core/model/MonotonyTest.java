package io.outpost.core.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** More of a cause is never less of its effect, where physics says so. */
class MonotonyTest {
    private static final double ROUNDING = 1e-9;
    private static final ModelParameters PLACE = ModelParameters.at(47, 11);
    private static final DayCycle SUMMER_DAYS = new DayCycle(8, 22);
    private static final long SUMMER = Season.hourOfDay(190);

    @Property
    void moreRainIsNeverDrierGroundNorALowerStream(
            @ForAll @DoubleRange(min = 0, max = 1) double surfaceShare,
            @ForAll @DoubleRange(min = 0, max = 1) double lowerShare,
            @ForAll @DoubleRange(min = 0, max = 1) double storeShare,
            @ForAll @DoubleRange(min = 0, max = 499) double millimetres,
            @ForAll @DoubleRange(min = 0.01, max = 1) double more) {
        ModelState some = bare(surfaceShare, lowerShare, storeShare);
        ModelState rather = some.copy();
        HourFluxes ofSome = step(some, 12, millimetres);
        HourFluxes ofMore = step(rather, 12, millimetres + more);
        assertNotLess(rather.surfaceWaterMillimetres, some.surfaceWaterMillimetres);
        assertNotLess(rather.lowerWaterMillimetres, some.lowerWaterMillimetres);
        assertNotLess(rather.storeMillimetres, some.storeMillimetres);
        assertNotLess(ofMore.flowMillimetresPerHour, ofSome.flowMillimetresPerHour);
    }

    @Property
    void aWiderRangeOfTemperatureIsNeverWetterGround(
            @ForAll @DoubleRange(min = 0, max = 1) double surfaceShare,
            @ForAll @DoubleRange(min = 0, max = 1) double lowerShare,
            @ForAll @DoubleRange(min = 0, max = 20) double range,
            @ForAll @DoubleRange(min = 0.1, max = 10) double more) {
        ModelState some = bare(surfaceShare, lowerShare, 0.5);
        ModelState rather = some.copy();
        new HourStep(PLACE).step(some, dry(15, 15 + range / 2, 15 - range / 2));
        double wider = (range + more) / 2;
        new HourStep(PLACE).step(rather, dry(15, 15 + wider, 15 - wider));
        assertNotLess(some.surfaceWaterMillimetres, rather.surfaceWaterMillimetres);
        assertNotLess(some.lowerWaterMillimetres, rather.lowerWaterMillimetres);
    }

    /** Warmer air is not: it lies stably on the snow, and so gives off less of its heat. */
    @Property
    void moreSunIsNeverMoreSnow(
            @ForAll @DoubleRange(min = 0.01, max = 2000) double ice,
            @ForAll @DoubleRange(min = 0, max = 1) double liquidShare,
            @ForAll @DoubleRange(min = 0, max = 20) double cold,
            @ForAll @DoubleRange(min = -40, max = 20) double celsius,
            @ForAll @DoubleRange(min = 0, max = 1400) double watts,
            @ForAll @DoubleRange(min = 0, max = 100) double more) {
        SnowStep snow = new SnowStep(SnowParameters.DEFAULT, 1000);
        ModelState some = snow(ice, liquidShare, cold);
        ModelState rather = some.copy();
        snow.step(some, dry(celsius, 20, -40), watts, new HourFluxes());
        snow.step(rather, dry(celsius, 20, -40), watts + more, new HourFluxes());
        assertNotLess(
                some.snowWaterEquivalentMillimetres(), rather.snowWaterEquivalentMillimetres());
    }

    @Property
    void warmerPrecipitationIsNeverMoreSnow(
            @ForAll @DoubleRange(min = -89, max = 59) double celsius,
            @ForAll @DoubleRange(min = 0, max = 100) double humidity,
            @ForAll @DoubleRange(min = 0.01, max = 1) double warmer) {
        PrecipitationPhase phase = new PrecipitationPhase(SnowParameters.DEFAULT.phase());
        assertNotLess(
                phase.snowShare(celsius, Double.NaN),
                phase.snowShare(celsius + warmer, Double.NaN));
        if (celsius > -10) {
            assertNotLess(
                    phase.snowShare(celsius, humidity),
                    phase.snowShare(celsius + warmer, humidity));
        }
    }

    @Property
    void warmerAirIsNeverMoreFrostAndSnowKeepsItOut(
            @ForAll @DoubleRange(min = 0, max = 500) double before,
            @ForAll @DoubleRange(min = -90, max = 0) double celsius,
            @ForAll @DoubleRange(min = 0, max = 300) double depth) {
        double frost = HourStep.frostDegreeDays(before, celsius, depth);
        assertNotLess(frost, HourStep.frostDegreeDays(before, celsius + 1, depth));
        assertNotLess(frost, HourStep.frostDegreeDays(before, celsius, depth + 1));
    }

    @Property
    void wetterGroundOfAnySurfaceIsWetter(
            @ForAll Surface surface,
            @ForAll @DoubleRange(min = 0, max = 1) double one,
            @ForAll @DoubleRange(min = 0, max = 1) double other) {
        SoilParameters soil = SoilParameters.of(surface);
        assertNotLess(wetness(Math.max(one, other), soil), wetness(Math.min(one, other), soil));
    }

    @Test
    void everySurfaceIsDrainedAtTwoThirds() {
        for (Surface surface : Surface.values()) {
            SoilParameters soil = SoilParameters.of(surface);
            double drained = wetness(soil.fieldCapacity() / soil.saturation(), soil);
            assertTrue(Math.abs(drained - 2.0 / 3) < 1e-15, surface + " " + drained);
            assertTrue(wetness(1, soil) == 1, "full");
            assertTrue(wetness(0, soil) == 0, "empty");
        }
    }

    @Property(tries = 100)
    void wetterGroundIsNeverReadyEarlier(
            @ForAll @DoubleRange(min = 0.3, max = 0.9) double surfaceShare,
            @ForAll @DoubleRange(min = 0.3, max = 0.7) double lowerShare,
            @ForAll @IntRange(min = 40, max = 66) int percent) {
        Optional<ReadyBy> drier = ready(bare(surfaceShare, lowerShare, 0.5), percent / 100.0);
        Optional<ReadyBy> wetter =
                ready(bare(surfaceShare + 0.1, lowerShare, 0.5), percent / 100.0);
        assertTrue(hours(drier) <= hours(wetter));
        assertTrue(
                hours(drier)
                        <= hours(ready(bare(surfaceShare, lowerShare, 0.5), percent / 100.0 - 0.1)),
                "a lower threshold takes longer");
    }

    private static int hours(Optional<ReadyBy> ready) {
        return ready.map(ReadyBy::hours).orElse(Integer.MAX_VALUE);
    }

    private static Optional<ReadyBy> ready(ModelState state, double threshold) {
        return ReadyBy.drierThan(threshold, state, SteppedPlace.of(PLACE), SUMMER_DAYS, SUMMER);
    }

    private static double wetness(double saturation, SoilParameters soil) {
        ModelState state = ModelState.start(PLACE);
        state.surfaceWaterMillimetres = saturation * soil.surfaceSaturationMillimetres();
        return Wetness.of(state, soil);
    }

    private static ModelState bare(double surfaceShare, double lowerShare, double storeShare) {
        ModelState state = ModelState.start(PLACE);
        state.surfaceWaterMillimetres = surfaceShare * PLACE.soil().surfaceSaturationMillimetres();
        state.lowerWaterMillimetres = lowerShare * PLACE.soil().lowerSaturationMillimetres();
        state.storeMillimetres = storeShare * PLACE.flow().storeMillimetres();
        return state;
    }

    private static ModelState snow(double ice, double liquidShare, double cold) {
        ModelState state = bare(0.5, 0.5, 0.5);
        state.iceMillimetres = ice;
        state.liquidMillimetres = cold > 0 ? 0 : 0.05 * liquidShare * ice;
        state.coldMillimetres = cold;
        state.albedo = 0.7;
        state.densityKilogramsPerCubicMetre = 250;
        return state;
    }

    private static HourFluxes step(ModelState state, double celsius, double millimetres) {
        HourWeather hour =
                new HourWeather(
                        SUMMER + 12,
                        celsius,
                        millimetres,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        celsius + 5,
                        celsius - 5,
                        millimetres);
        return new HourStep(PLACE).step(state, hour);
    }

    private static HourWeather dry(double celsius, double highest, double lowest) {
        double none = Double.NaN;
        return new HourWeather(SUMMER + 12, celsius, 0, none, none, none, highest, lowest, 0);
    }

    private static void assertNotLess(double more, double less) {
        assertTrue(more >= less - ROUNDING * (1 + less), () -> more + " is less than " + less);
    }
}
